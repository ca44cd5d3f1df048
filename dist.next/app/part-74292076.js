var e={"places.country":"country","places.region":"region","places.district":"district","places.cercle":"cercle, {of} region","places.commune":"commune, {of} cercle","places.commune.city":"commune, {city}","places.quarter":"{commune}, {city}","places.of":"{name}","places.of.vowel":"{name}"};export{e as x0};
//# sourceMappingURL=part-74292076.js.map
