import"./part-50148F4F.js";import{x0 as t}from"./part-50148F4F.js";export{t as x0};
//# sourceMappingURL=part-DCF8F631.js.map
