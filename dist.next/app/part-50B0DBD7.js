var a=/^'*[=+\-@\t\r\n＝＋－＠]/,i=r=>a.test(r)?`'${r}`:r,p=r=>r.startsWith("'")&&a.test(r.slice(1))?r.slice(1):r,t=/[";,\t\r\n]|^\s|\s$/,l=r=>{let e=r.replaceAll("\0","�");return t.test(e)?`"${e.replaceAll('"','""')}"`:e},m=(r,e,n=".")=>`${r.map(s=>typeof s=="number"?String(s).replace(".",n):l(i(s))).join(e)}\r
`;export{m as x0,p as x1};
//# sourceMappingURL=part-50B0DBD7.js.map
