/** What stands in every file of a network that is taken out, in words of one language: for whoever opens them in ten years, with another program. */
import { type Declarations, type FieldDecl, refsOf, type TypeDecl } from '../../kernel/declare.ts';
import { choiceWords, fieldWords, type Kind, kindOf, type Language, manyWords } from './words.ts';

const KINDS: Readonly<Record<Language, Readonly<Record<Kind, string>>>> = {
  fr: {
    text: 'texte',
    moment: 'date, aussi précise qu’elle est connue : `2019`, `2019-01`, `2019-01-21`, `1985~` (vers) ; norme EDTF',
    place:
      'lieu : mots ; `_area` numéro de la zone, `_geo` version de la carte, `_country` pays ISO 3166-1 hors du Mali',
    ref: 'numéro d’une autre fiche',
    choice: 'choix',
    list: 'liste, barres `|` entre les valeurs',
    whole: 'nombre entier',
    yesno: '`true` oui, `false` non',
    sound:
      'secondes de voix ; le son lui-même est dans le fichier JSON : `data`, en base64url (RFC 4648), WebM ou Ogg avec Opus',
    map: 'plusieurs entrées, en JSON',
  },
  en: {
    text: 'text',
    moment: 'date, as precise as it is known: `2019`, `2019-01`, `2019-01-21`, `1985~` (about); EDTF standard',
    place:
      'place: words; `_area` id of the area, `_geo` version of the map, `_country` ISO 3166-1 country outside Mali',
    ref: 'id of another record',
    choice: 'choice',
    list: 'list, bars `|` between values',
    whole: 'whole number',
    yesno: '`true` yes, `false` no',
    sound:
      'seconds of voice; the sound itself is in the JSON file: `data`, in base64url (RFC 4648), WebM or Ogg with Opus',
    map: 'several entries, as JSON',
  },
};
const CLASSES: Readonly<Record<Language, Readonly<Record<FieldDecl['class'], string>>>> = {
  fr: { public: 'public', network: 'réseau', branch: 'antenne', restricted: 'réservé' },
  en: { public: 'public', network: 'network', branch: 'branch', restricted: 'restricted' },
};
const HEADS: Readonly<Record<Language, string>> = {
  fr: '| colonne | ce que c’est | forme | qui peut la voir |\n|---|---|---|---|',
  en: '| column | what it is | form | who may see it |\n|---|---|---|---|',
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');

function formOf(type: TypeDecl, path: string, field: FieldDecl, lang: Language): string {
  const choices = (field.choices ?? []).map(({ value }) => `\`${value}\` ${choiceWords(type.name, path, value)[lang]}`);
  const parts = Object.entries(field.entry ?? {}).map(
    ([part, decl]) =>
      `\`${part}\` ${fieldWords(type.name, `${path}.${part}`)[lang]} (${formOf(type, `${path}.${part}`, decl, lang)})`,
  );
  const detail = [...choices, ...parts, ...refsOf(field).map((one) => `\`${one}\``)].join(', ');
  const form = KINDS[lang][kindOf(field)];
  return detail ? `${form} : ${detail}` : form;
}

const tableOf = (type: TypeDecl, lang: Language): string =>
  [
    `### \`${type.name}\` · ${manyWords(type.name)[lang]}`,
    '',
    HEADS[lang],
    ...Object.entries(type.fields).map(
      ([name, field]) =>
        `| \`${name}\`${field.required ? ' *' : ''} | ${cell(fieldWords(type.name, name)[lang])} | ${cell(formOf(type, name, field, lang))} | ${CLASSES[lang][field.class]} |`,
    ),
    '',
  ].join('\n');

/** What the folder says of itself. */
export interface About {
  readonly name: string;
  readonly network: string;
  /** `2026-11-22` */
  readonly day: string;
}

const OPENINGS: Readonly<Record<Language, (about: About) => string>> = {
  fr: ({ name, network, day }) => `# ${name} : toutes les données

Sorties de Jɛkulu le ${day}. Réseau \`${network}\`. Ces fichiers s’ouvrent sans Jɛkulu et restent lisibles sans lui : vous pouvez partir quand vous
voulez. Ils contiennent des données personnelles : gardez-les sous clé, et effacez-les quand vous n’en avez plus besoin.

| fichier | ce qu’il contient |
|---|---|
| \`records/<type>.csv\` | les fiches d’un type, une par ligne : UTF-8, point-virgule, comme Excel en français l’ouvre ; une apostrophe devant ce qu’un tableur prendrait pour une formule |
| \`records/<type>.json\` | les mêmes, en JSON, comme les schémas les décrivent |
| \`schemas/<type>.json\` | la description de ces fiches : JSON Schema 2020-12, avec les mots français et anglais |
| \`changes.ndjson\` | tout ce qui a été écrit, un changement par ligne, avec qui, quand, sur quel appareil et ce qui en a été décidé ; les fiches s’en déduisent |
| \`network.json\` | le réseau et le compte de chaque fichier |

Dans \`changes.ndjson\` : \`change\` est ce qui fut écrit (\`device\`, \`seq\`, \`stamp\`, \`by\`, \`grant\`, \`kind\`, \`type\`, \`record\`, \`scope\`, \`over\`, \`body\`), \`state\` ce
qu’il en est (\`confirmed\`, \`returned\`, \`held\`, \`quarantined\`, \`settled\`, \`erased\`), \`ruling\` ce qui en a été dit, \`received\` quand le serveur l’a reçu (millisecondes
depuis 1970, UTC). \`stamp\` et \`eff\` sont ces millisecondes × 1024. Un \`body\` vide a été effacé.

N’y sont pas : mots de passe, codes d’activation, clés secrètes du réseau. Ce ne sont pas des données du réseau ; elles sont dans la sauvegarde du serveur.

## Colonnes

Toutes les fiches ont aussi : \`id\` numéro, \`home\` où elle est tenue, \`shared\` avec qui elle est partagée, \`created_at\` \`created_by\` \`updated_at\` \`updated_by\`,
\`voided\` retirée des listes, \`merged_into\` réunie à une autre, \`conflicts\` champs qui ont deux versions, \`more\` ce qu’une version plus récente a écrit. * : obligatoire.

`,
  en: ({ name, network, day }) => `# ${name}: all the data

Taken out of Jɛkulu on ${day}. Network \`${network}\`. These files open without Jɛkulu and stay readable without it: you can leave whenever you want. They
hold personal data: keep them locked away, and erase them when you need them no more.

| file | what it holds |
|---|---|
| \`records/<type>.csv\` | the records of a type, one a line: UTF-8, semicolons, as a French Excel opens them; an apostrophe before what a spreadsheet would take for a formula |
| \`records/<type>.json\` | the same, as JSON, as the schemas describe them |
| \`schemas/<type>.json\` | the description of these records: JSON Schema 2020-12, with its words in French and English |
| \`changes.ndjson\` | everything that was written, one change a line, with who, when, on which device and what was ruled; the records follow from it |
| \`network.json\` | the network and the count of each file |

In \`changes.ndjson\`: \`change\` is what was written (\`device\`, \`seq\`, \`stamp\`, \`by\`, \`grant\`, \`kind\`, \`type\`, \`record\`, \`scope\`, \`over\`, \`body\`), \`state\` where it
stands (\`confirmed\`, \`returned\`, \`held\`, \`quarantined\`, \`settled\`, \`erased\`), \`ruling\` what was said of it, \`received\` when the server received it (milliseconds
since 1970, UTC). \`stamp\` and \`eff\` are these milliseconds × 1024. An empty \`body\` was erased.

Not there: passwords, activation codes, secret keys of the network. They are no data of the network; the backup of the server has them.

## Columns

Every record also has: \`id\`, \`home\` where it is kept, \`shared\` with whom, \`created_at\` \`created_by\` \`updated_at\` \`updated_by\`, \`voided\` taken off the
lists, \`merged_into\` another one, \`conflicts\` fields with two versions, \`more\` what a newer version wrote. * : required.

`,
};

/** The page that explains the folder. */
export const codebook = (decl: Declarations, about: About, lang: Language): string =>
  OPENINGS[lang](about) +
  Object.values(decl.types)
    .map((type) => tableOf(type, lang))
    .join('\n');
