import"./part-96BB01A7.js";import{x0 as t}from"./part-96BB01A7.js";export{t as x0};
//# sourceMappingURL=part-358F88B9.js.map
