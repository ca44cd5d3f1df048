var e={"import.open":"Import a file"};export{e as x0};
//# sourceMappingURL=part-A32596AE.js.map
