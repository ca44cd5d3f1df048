import"./part-3EACD5C1.js";import{x0 as t}from"./part-3EACD5C1.js";export{t as x0};
//# sourceMappingURL=part-6FE6EBFD.js.map
