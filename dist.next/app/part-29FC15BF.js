var t={"first.foot":"What you write down stays on this phone.","first.coming":"The rest of Jɛkulu is on its way. You can begin now.","first.next":"The rest of the sheet is on its way. Your answer stays on screen.","first.away":"The network was cut. Your answer stays on screen: keep it open and try again.","first.back":"Back"};export{t as x0};
//# sourceMappingURL=part-29FC15BF.js.map
