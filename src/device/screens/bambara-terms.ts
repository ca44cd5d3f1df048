/** The Bambara of the screens as somebody reads it who is asked whether it is right: one line a word, with what it stands for and where. */
import '../../ui/messages/code/index.ts';
import '../../ui/messages/records/index.ts';
import { reviews as modules, type Review } from '../../modules/bambara-review.ts';
import { french, has, t } from '../../ui/i18n.ts';
import ui from '../../ui/messages/bm.review.json';
import code from '../../ui/messages/code/bm.review.json';
import records from '../../ui/messages/records/bm.review.json';
import words from '../bambara.ts';
import device from '../messages/bm.review.json';
import faces from '../messages/faces/bm.review.json';
import tongues from '../messages/tongues/bm.review.json';

const reviews: { readonly [key: string]: Review } = {
  ...code,
  ...ui,
  ...records,
  ...faces,
  ...device,
  ...tongues,
  ...modules,
};

export interface Term {
  readonly bambara: string;
  readonly keys: readonly string[];
  readonly french: readonly string[];
  /** Where it is read, in words: two places say enough. */
  readonly places: readonly string[];
  readonly source: string;
  /** Some of its texts wait for a reader. */
  readonly open: boolean;
}

/** What nobody attests comes first, then words that stand in a dictionary; what was read is last. */
const ORDER = ['unverified', 'composed'];
const rank = ({ open, source }: Term): number => (open ? (ORDER.includes(source) ? 0 : 1) : 2);

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

/** `Organisation · Forme` for a text of a record, `Menus et boutons` for the rest. */
function placeOf(key: string): string {
  const [type = '', field = ''] = key.split('.');
  if (!has(`type.${type}`)) return t('bambara.screens');
  const label = `${type}.${field}`;
  return has(label) && label !== key ? t('list.dot', { a: t(`type.${type}`), b: t(label) }) : t(`type.${type}`);
}

/** All words, each with every text it stands in. */
export function bambaraTerms(): readonly Term[] {
  const groups = new Map<string, string[]>();
  for (const [key, text] of Object.entries(words)) {
    const word = text.toLowerCase();
    groups.set(word, [...(groups.get(word) ?? []), key]);
  }
  const terms = [...groups].map(([bambara, keys]) => ({
    bambara,
    keys,
    french: unique(keys.map((key) => (french(key) ?? '').toLowerCase())),
    places: unique(keys.map(placeOf)).slice(0, 2),
    source: reviews[keys[0] ?? '']?.source ?? 'unverified',
    open: keys.some((key) => reviews[key]?.state !== 'verified'),
  }));
  return terms.sort((a, b) => rank(a) - rank(b));
}

/** What a reader said of a word: right, or what should stand instead. */
export type Verdicts = { readonly [bambara: string]: true | string };

const quoted = (text: string): string => JSON.stringify(text);

/**
 * The words as a gettext file, which Poedit and Weblate open: the key is the context, French the text, `fuzzy` what still waits for a reader.
 * `scripts/bambara.mjs` takes it back into the catalogues.
 */
export function bambaraFile(terms: readonly Term[], verdicts: Verdicts): string {
  const head = [
    'Language: bm',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: 8bit',
    'Plural-Forms: nplurals=1; plural=0;',
  ];
  const entries = terms.flatMap(({ bambara, keys, source, open }) =>
    keys.map((key) => {
      const now = words[key] ?? '';
      const said = verdicts[bambara];
      const text = typeof said === 'string' ? likeThe(now, said) : now;
      return [
        `#. ${source}`,
        ...(open && said === undefined ? ['#, fuzzy'] : []),
        `msgctxt ${quoted(key)}`,
        `msgid ${quoted(french(key) ?? '')}`,
        `msgstr ${quoted(text)}`,
      ].join('\n');
    }),
  );
  return `${['msgid ""\nmsgstr ""', ...head.map((line) => quoted(`${line}\n`))].join('\n')}\n\n${entries.join('\n\n')}\n`;
}

/** With a capital where the text it replaces has one. */
const likeThe = (text: string, said: string): string =>
  /^\p{Lu}/u.test(text) ? said.charAt(0).toUpperCase() + said.slice(1) : said;
