import"./part-73275536.js";import{x0 as o,x1 as r}from"./part-73275536.js";export{o as x0,r as x1};
//# sourceMappingURL=part-D03FDC68.js.map
