import"./part-11888BA9.js";import{x0 as t}from"./part-11888BA9.js";export{t as x0};
//# sourceMappingURL=part-ABAABAF0.js.map
