/** What the law asks of each form, as data with its article, its source and whether somebody read it there. Nothing here knows a number. */
import { adult as adultRule, questions as asked, forms as rawForms, rules as rawRules, read } from './law.json';

/** One rule; what it counts stands in `data`, and its words in the catalogue: `law.<id>`. */
export interface Rule {
  readonly id: string;
  /** Which text: `law.of.<law>`; '' for custom. */
  readonly law: string;
  readonly article: string;
  readonly verified: boolean;
  readonly data: { readonly [name: string]: number };
}

export interface Step {
  readonly step: string;
  /** Whom to see. */
  readonly see: string;
  readonly papers: readonly string[];
  readonly rules: readonly string[];
  /** Steps that come before. */
  readonly needs: readonly string[];
  /** What the paper of this step must say, to be ticked off. */
  readonly points: readonly string[];
  /** So many days (`rule`) lie between that step and this one. */
  readonly waits: { readonly after: string; readonly rule: string } | null;
}

/** What a form says about members, money, voting and gains: a rule each. */
export const FACTS = ['members', 'capital', 'vote', 'gains'] as const;
export type Fact = (typeof FACTS)[number];

export interface Form {
  readonly form: string;
  readonly icon: string;
  /** It is founded between organisations of these kinds, and counts no people; empty: people and organisations alike. */
  readonly of: readonly string[];
  /** The rule that says how many members it takes; null where no text we know says. */
  readonly minimum: Rule | null;
  /** No papers, no legal person: where everybody begins. */
  readonly informal: boolean;
  /** When everything before this step is done, the group is ready for it. */
  readonly ready: string;
  /** The step that gives its number. */
  readonly number: string;
  readonly fits: { readonly [question: string]: readonly string[] };
  readonly facts: { readonly [fact in Fact]?: Rule };
  readonly steps: readonly Step[];
}

export interface Question {
  readonly id: string;
  readonly answers: readonly { readonly id: string; readonly icon: string }[];
}

interface RawRule {
  readonly law: string;
  readonly article: string;
  readonly verified: boolean;
  readonly data?: { readonly [name: string]: number };
}
interface RawForm {
  readonly form: string;
  readonly icon: string;
  readonly of?: readonly string[];
  readonly minimum?: string;
  readonly informal?: boolean;
  readonly ready?: string;
  readonly number?: string;
  readonly fits: { readonly [question: string]: readonly string[] };
  readonly facts: { readonly [fact: string]: string };
  readonly steps: readonly (Omit<Step, 'points' | 'waits'> & Partial<Pick<Step, 'points' | 'waits'>>)[];
}

const rules: { readonly [id: string]: RawRule } = rawRules;

/** A rule by its id; null for one that the file does not have. */
export const ruleOf = (id: string): Rule | null => {
  const rule = rules[id];
  return rule ? { id, data: {}, ...rule } : null;
};

const formOf = (raw: RawForm): Form => ({
  ...raw,
  of: raw.of ?? [],
  minimum: raw.minimum ? ruleOf(raw.minimum) : null,
  informal: raw.informal ?? false,
  ready: raw.ready ?? '',
  number: raw.number ?? '',
  facts: Object.fromEntries(
    FACTS.flatMap((fact) => {
      const rule = ruleOf(raw.facts[fact] ?? '');
      return rule ? [[fact, rule] as const] : [];
    }),
  ),
  steps: raw.steps.map((step) => ({ points: [], waits: null, ...step })),
});

const raw: readonly RawForm[] = rawForms;
export const forms: readonly Form[] = raw.map(formOf);
/** What the file knows of a form; null for one it does not know. */
export const formCalled = (name: string): Form | null => forms.find(({ form }) => form === name) ?? null;

export const questions: readonly Question[] = asked;
/** When the file was read. */
export const readOn: string = read;
/** The rule of majority. */
export const adult: Rule | null = ruleOf(adultRule);
/** How many members a form takes at least; 0 where nothing says. */
export const minimumOf = (form: Form): number => form.minimum?.data['members'] ?? 0;
