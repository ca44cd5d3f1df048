import"./part-99CF9CBF.js";import{x0 as a}from"./part-99CF9CBF.js";export{a as x0};
//# sourceMappingURL=part-AEA8838B.js.map
