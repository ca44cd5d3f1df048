var a={"roll.task":"Call the roll: {name}","roll.task.today":"today"};export{a as x0};
//# sourceMappingURL=part-942FB17F.js.map
