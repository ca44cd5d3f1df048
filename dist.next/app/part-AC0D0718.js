import"./part-B05A1EAD.js";import{x0 as t}from"./part-B05A1EAD.js";export{t as x0};
//# sourceMappingURL=part-AC0D0718.js.map
