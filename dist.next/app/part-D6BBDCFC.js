var e={"person.new":"New person","involvement.new":"New link","contact.new":"New contact","person.tab.involvement.person":"Organisations","person.tab.contact.of":"Contacts"};export{e as x0};
//# sourceMappingURL=part-D6BBDCFC.js.map
