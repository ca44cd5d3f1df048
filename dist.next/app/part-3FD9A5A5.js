import"./part-ED048165.js";import{x0 as t}from"./part-ED048165.js";export{t as x0};
//# sourceMappingURL=part-3FD9A5A5.js.map
