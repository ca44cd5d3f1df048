var a={"nav.today":"Today"};export{a as x0};
//# sourceMappingURL=part-DAC89C85.js.map
