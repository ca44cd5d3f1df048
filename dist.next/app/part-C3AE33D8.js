var a={language:"Language","language.fr":"Français","language.en":"English","language.bm":"Bamanankan (to be reviewed)","door.public":"See the network, without an account"};export{a as x0};
//# sourceMappingURL=part-C3AE33D8.js.map
