var e={"way.task":"Next step: {step}","way.task.few.one":"{n} member is missing","way.task.few.other":"{n} members are missing","way.task.ready":"Ready: {step}","way.task.sub.one":"{name} · {n} step of {all}","way.task.sub.other":"{name} · {n} steps of {all}"};export{e as x0};
//# sourceMappingURL=part-077C96CB.js.map
