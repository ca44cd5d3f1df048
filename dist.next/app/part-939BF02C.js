import"./part-6EFD9A99.js";import{x0 as t}from"./part-6EFD9A99.js";export{t as x0};
//# sourceMappingURL=part-939BF02C.js.map
