/**
 * A type as an XLSForm (https://xlsform.org/en/ref-table/, read in November 2026): three sheets from which Kobo, ODK and their like make a form. Questions
 * bear the names of fields and answers the values of choices, so that what they collect is recognised when it is brought in as a list.
 */
import type { Declarations, FieldDecl, TypeDecl } from '../../kernel/declare.ts';
import { catalogue } from '../../modules/catalogue.ts';
import { isBeside, type Target, targetLabel } from '../../modules/importing/columns.ts';
import { templateTargets } from '../../modules/importing/files.ts';
import { sayIn } from '../../modules/importing/words.ts';
import { saidIn, t } from '../../ui/i18n.ts';
import type { Both, Language } from './words.ts';
import { LANGUAGES, manyWords } from './words.ts';

/** A sheet: its name, its heading, its lines. */
export interface FormSheet {
  readonly title: string;
  readonly heading: readonly string[];
  readonly lines: readonly (readonly string[])[];
}

const NAMES: Readonly<Record<Language, string>> = { fr: 'Français (fr)', en: 'English (en)' };
const inBoth = (say: (language: Language) => string): readonly string[] => LANGUAGES.map(say);
const heads = (column: string): readonly string[] => inBoth((language) => `${column}::${NAMES[language]}`);
const both = ({ fr, en }: Both): readonly string[] => [fr, en];

const SURVEY = [
  'type',
  'name',
  ...heads('label'),
  ...heads('hint'),
  'required',
  'relevant',
  'constraint',
  ...heads('constraint_message'),
  'appearance',
];
const CHOICES = ['list_name', 'name', ...heads('label')];
const SETTINGS = ['form_title', 'form_id', 'version', 'default_language'];
const YES_NO = 'yes_no';

/** How a field is asked there. `error` names the sentence (`import.error.<error>.way`) that a wrong answer meets. */
interface Asked {
  readonly type: string;
  readonly constraint?: string;
  readonly error?: string;
  readonly appearance?: string;
}

/** A date as far as it is known: `2019`, `01/2019`, `21/01/2019`, the same from the year on, and about. */
const MOMENT = "regex(., '^([0-9]{1,2}[-/]){0,2}[0-9]{4}([-/][0-9]{1,2}){0,2}~?$')";
const PHONE = "regex(., '^[+]?[0-9 .()-]{8,24}$')";

function askedAs({ widget }: FieldDecl, list: string): Asked {
  switch (widget) {
    case 'choice':
      return { type: `select_one ${list}` };
    case 'choices':
      return { type: `select_multiple ${list}` };
    case 'yesno':
      return { type: `select_one ${YES_NO}` };
    case 'number':
    case 'money':
      return { type: 'integer', constraint: '. >= 0', error: 'number' };
    case 'date':
      return { type: 'date' };
    case 'moment':
      return { type: 'text', constraint: MOMENT, error: 'date' };
    case 'phone':
      return { type: 'text', constraint: PHONE, error: 'phone', appearance: 'numbers' };
    case 'long':
      return { type: 'text', appearance: 'multiline' };
    default:
      return { type: 'text' };
  }
}

/** A name that a form may have, and that is recognised in the heading of its answers. */
const nameOf = (key: string): string => key.replaceAll('.', '_');
const listOf = ({ type, field }: Target): string => `${type.name}_${field}`;

/** What another answer must be for this question to be asked. */
function relevantTo({ when, unless }: FieldDecl, near: (field: string) => string | undefined): string {
  const oneOf = ({ field, is }: { readonly field: string; readonly is: readonly string[] }): string => {
    const name = near(field);
    const has = (value: string): string => (value === '' ? `\${${name}} = ''` : `selected(\${${name}}, '${value}')`);
    return name ? is.map(has).join(' or ') : '';
  };
  const [asked, not] = [when ? oneOf(when) : '', unless ? oneOf(unless) : ''];
  return [asked && not ? `(${asked})` : asked, not && `not(${not})`].filter(Boolean).join(' and ');
}

/** @param version of the form: the day it is taken, as their servers want it (`2026112700`). */
export function xlsformOf(decl: Declarations, type: TypeDecl, version: string): readonly FormSheet[] {
  const targets = templateTargets(decl, type).filter(({ decl: field }) => field?.widget !== 'zone');
  const said = (target: Target, end: string, language: Language): string =>
    catalogue[language][`${target.type.name}.${target.field}${end}`] ?? '';
  const questions = targets.map((target): readonly string[] => {
    const field = target.decl as FieldDecl;
    const { type: asked, constraint = '', error, appearance = '' } = askedAs(field, listOf(target));
    const near = (name: string): string | undefined => {
      const other = targets.find((one) => one.type === target.type && one.field === name);
      return other && nameOf(other.key);
    };
    return [
      asked,
      nameOf(target.key),
      ...inBoth(
        (language) => (isBeside(target) ? '' : said(target, '.ask', language)) || targetLabel(target, language),
      ),
      ...inBoth((language) => said(target, '.hint', language)),
      target.required ? 'yes' : '',
      relevantTo(field, near),
      constraint,
      ...inBoth((language) => (error ? sayIn(language)(`import.error.${error}.way`) : '')),
      appearance,
    ];
  });
  const choices = targets.flatMap((target) =>
    ['choice', 'choices'].includes(target.decl?.widget ?? '')
      ? (target.decl?.choices ?? []).map(({ value }) => [
          listOf(target),
          value,
          ...inBoth((language) => said(target, `.${value}`, language) || value),
        ])
      : [],
  );
  const yesNo = (['yes', 'no'] as const).map((value) => [
    YES_NO,
    value,
    ...inBoth((language) => saidIn(language, () => t(`value.${value}`))),
  ]);
  return [
    { title: 'survey', heading: SURVEY, lines: questions },
    { title: 'choices', heading: CHOICES, lines: [...choices, ...yesNo] },
    {
      title: 'settings',
      heading: SETTINGS,
      lines: [[both(manyWords(type.name)).join(' · '), `jekulu_${type.name}`, version, NAMES.fr]],
    },
  ];
}
