import"./part-D2F474C8.js";import{x0 as t}from"./part-D2F474C8.js";export{t as x0};
//# sourceMappingURL=part-563A9831.js.map
