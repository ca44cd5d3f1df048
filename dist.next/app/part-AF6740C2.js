import"./part-BB83A977.js";import{x0 as t}from"./part-BB83A977.js";export{t as x0};
//# sourceMappingURL=part-AF6740C2.js.map
