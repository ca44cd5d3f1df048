var a={"organisation.name":"Name","organisation.name.ask":"What is it called?","organisation.name.hint":"The name its members give it. With or without papers, it counts.","organisation.name.missing":"It needs a name, even a provisional one: “Group of Cinzana”.","organisation.new":"New organisation"};export{a as x0};
//# sourceMappingURL=part-0B7C9654.js.map
