import"./part-BDE6E25D.js";import{x0 as t}from"./part-BDE6E25D.js";export{t as x0};
//# sourceMappingURL=part-0DA37412.js.map
