// Makes src/modules/places/mali.json, once: node scripts/places.mjs FOLDER, then npm run format. FOLDER holds three lists gathered for this project:
//   mali-admin-2023.json       19 regions, Bamako and 159 cercles as the laws 2023-006 and 2023-007 of 13 March 2023 list them
//   mali-communes-pre2023.json communes by the cercle they belonged to before 2023, quarters of Bamako (andaletech/geo-api-mali, commit 4411a18)
//   mali-towns.json            positions of towns (GeoNames, CC BY 4.0)
// Ids never change: `ml-03` and `ml-0301` are the codes of law 2023-007; a commune is its name below the cercle it belonged to before 2023.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, root, say } from './steps.mjs';

const folder = process.argv[2] ?? fail('Donnez le dossier des listes.', 'Name the folder of the lists.');
const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const admin = read('mali-admin-2023.json');
const before = read('mali-communes-pre2023.json');
const { towns } = read('mali-towns.json');

/** Spellings in use that the lists do not give. */
const ALSO = {
  Tombouctou: ['Timbuktu', 'Tombouktou'],
  Andéramboukane: ['Andéranboukan'],
  Kalabankoro: ['Kalabancoro', 'Kalaban Coro'],
  ...Object.fromEntries(['I', 'II', 'III', 'IV', 'V', 'VI'].map((n, at) => [`Commune ${n}`, [`Commune ${at + 1}`]])),
};
/** Cercles on paper since 2012 whose seat is in no list of communes: all of Taoudénit was the north of the cercle of Tombouctou. */
const CUT_FROM = { 'ml-09': 'ml-0601' };

const bare = (text) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase();
const key = (text) => bare(text).replace(/[^a-z0-9]/g, '');
const slug = (text) =>
  bare(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

const spellings = {};
/** The name as it is shown; other spellings are put by, those that only differ in accents and spaces are not needed. */
function named(text, others = []) {
  const [, name, inBrackets] = /^([^(]+?)(?: \((?:ou )?(.+)\))?$/.exec(text.replaceAll("'", '’'));
  const found = [...others, ...(inBrackets ? [inBrackets] : []), ...(ALSO[name] ?? [])]
    .map((other) => other.replaceAll("'", '’'))
    .filter((other) => key(other) !== key(name) && !/^District de/.test(other));
  if (found.length > 0) spellings[name] = [...new Set([...(spellings[name] ?? []), ...found])];
  return name;
}

const at = {};
const position = (id, lat, lon) => {
  at[id] ??= [Number(lat.toFixed(2)), Number(lon.toFixed(2))];
};

/** Names as they are written elsewhere in the list: words apart, each with its capital. */
const tidy = (name) =>
  name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/ kati$/, ' Kati')
    .replace(/ centre$/, ' Centre');
const oldCercles = before.regions.flatMap((region) =>
  (region.cercles ?? []).map((cercle) => ({ ...cercle, communes: cercle.communes.map(tidy) })),
);
const nameOf = Object.fromEntries(admin.regions.map((region) => [region.id, region.name]));
const all = admin.regions.flatMap((region) => region.cercles.map((cercle) => ({ ...cercle, of: region })));
const keysOf = (cercle) => [cercle.name, ...cercle.aliases].map(key);
/** Communes listed in the cercle of before 2023 that bears this cercle's name. */
const communesOf = (cercle) =>
  oldCercles.find((old) => old.communes.length > 0 && keysOf(cercle).includes(key(old.name)))?.communes ?? [];
const listed = all
  .filter((cercle) => cercle.existedBefore2023)
  .flatMap((cercle) =>
    communesOf(cercle).map((commune) => ({ commune, cercle, id: `${cercle.id}.${slug(named(commune))}` })),
  );

/** The commune a new cercle is named after: in the region it was cut from, else the only one of that name in the country. */
function seatOf(cercle, of) {
  const region = of.splitFrom ?? of.id;
  const same = listed.filter(({ commune }) => keysOf(cercle).includes(key(commune)));
  const near = same.filter((one) => [one.cercle.of.id, one.cercle.of.splitFrom].includes(region));
  // Homonyms far away are other places: only Ouéléssébougou is known to have changed region (from Kati, in Koulikoro).
  return near.length === 1 ? near[0].id : key(cercle.name) === 'ouelessebougou' ? same[0]?.id : undefined;
}

const regions = admin.regions
  .filter((region) => region.kind === 'region')
  .sort((a, b) => a.id.localeCompare(b.id))
  .map((region) => ({
    id: region.id,
    name: named(
      region.name,
      region.aliases.filter((alias) => alias !== 'Nioros'),
    ),
    ...(region.splitFrom && { from: region.splitFrom, since: region.iso3166_2 ? 2016 : 2023 }),
    cercles: region.cercles.map((cercle) => {
      if (cercle.coordSource === 'geonames') position(cercle.id, cercle.lat, cercle.lon);
      const seat = seatOf(cercle, region);
      return {
        id: cercle.id,
        name: named(cercle.name, cercle.aliases),
        ...(cercle.existedBefore2023
          ? { communes: communesOf(cercle).map((commune) => named(commune)) }
          : seat
            ? { seat }
            : CUT_FROM[region.id] && { from: CUT_FROM[region.id] }),
      };
    }),
  }));

const bamako = before.regions
  .find((region) => region.region === 'Bamako')
  .communes.map((commune) => ({
    name: named(commune.name),
    quarters: commune.quartiers.map((quarter) =>
      named(quarter.replace(/([a-z])(\d)/, '$1 $2').replace(/ Du /, ' du ')),
    ),
  }));

// GeoNames numbers regions in its own way, and as they were in 2016.
const geonames = Object.fromEntries(admin.regions.map((region) => [region.geonamesAdmin1, region.id]));
const capital = admin.regions.find((region) => region.id === 'ml-00');
position('ml-00', capital.lat, capital.lon);
for (const town of towns) {
  const region = geonames[town.geonamesAdmin1];
  const same = listed.filter(
    ({ commune, cercle }) =>
      key(commune) === key(town.name) && nameOf[region] && [cercle.of.id, cercle.of.splitFrom].includes(region),
  );
  if (same.length === 1) position(same[0].id, town.lat, town.lon);
}

const ids = [
  ...regions.flatMap(({ id, cercles }) => [id, ...cercles.map((one) => one.id)]),
  ...listed.map(({ id }) => id),
];
if (new Set(ids).size !== ids.length) fail('Deux lieux ont le même identifiant.', 'Two places share an id.');
writeFileSync(join(root, 'src/modules/places/mali.json'), JSON.stringify({ regions, bamako, spellings, at }, null, 2));
say(`${ids.length} lieux hors de Bamako`, 'places outside Bamako');
