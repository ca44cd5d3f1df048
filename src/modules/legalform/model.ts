/**
 * The way of a group to a legal form: which one it chose, what was done, when, by whom, with which paper. How far it is, what stands in the way and
 * whom to see next are reckoned (`rules.ts`) from this and from who belongs to it; what each form asks stands in `law.json`.
 */
import type { Declarations } from '../../kernel/declare.ts';
import { CONCERNED, choice, entries, OFFICES, STAFF, text, to, when } from '../fields.ts';

/** Forms that have a way: those of `law.json`. The values are those of `organisation.kind`. */
export const FORMS = [
  { value: 'scoops', icon: 'coop' },
  { value: 'coop-ca', icon: 'tree' },
  { value: 'gie', icon: 'stall' },
  { value: 'association', icon: 'doc' },
  { value: 'mutual', icon: 'heart' },
  { value: 'enterprise', icon: 'loom' },
  { value: 'union', icon: 'network' },
  { value: 'federation', icon: 'network' },
  { value: 'confederation', icon: 'network' },
  { value: 'group', icon: 'people' },
] as const;

/** Everything there is to do on some way; which form asks for which, and in what order, says the law. */
export const STEPS = [
  { value: 'meet', icon: 'speech' },
  { value: 'members', icon: 'people' },
  { value: 'delegates', icon: 'handshake' },
  { value: 'name', icon: 'flag' },
  { value: 'rules', icon: 'pencil' },
  { value: 'statutes', icon: 'pencil' },
  { value: 'contract', icon: 'pencil' },
  { value: 'shares', icon: 'cauris' },
  { value: 'notice', icon: 'megaphone' },
  { value: 'assembly', icon: 'hut' },
  { value: 'officers', icon: 'person' },
  { value: 'file', icon: 'doc' },
  { value: 'permit', icon: 'letter' },
  { value: 'declare', icon: 'send' },
  { value: 'deposit', icon: 'send' },
  { value: 'receipt', icon: 'received' },
  { value: 'approval', icon: 'received' },
  { value: 'number', icon: 'received' },
  { value: 'register', icon: 'book' },
] as const;

export const legalform: Partial<Declarations> = {
  types: {
    formalisation: {
      name: 'formalisation',
      schema: 1,
      fields: {
        organisation: to('organisation', { required: true }),
        form: choice(FORMS, { required: true }),
        since: when(),
        /** Who goes with the group: home reminds them of the next step. */
        guide: to('person'),
        /** Whom to see next, by name and place, where somebody said so. */
        see: text(120, { asked: 'later' }),
        outcome: choice(
          [
            { value: 'paused', icon: 'hold' },
            { value: 'stopped', icon: 'x' },
          ],
          { asked: 'later' },
        ),
        why: text(160, { asked: 'later', when: { field: 'outcome', is: ['paused', 'stopped'] } }),
        /** Under the key of its step: two phones that write down the same step write the same entry. */
        steps: entries({
          step: choice(STEPS, { required: true }),
          on: when({ required: true }),
          by: text(80),
          document: text(120),
        }),
        /** What the statutes must say and do say by now, under the key of each point. */
        points: entries({ on: when({ required: true }) }, { widget: 'hidden' }),
      },
      access: { read: CONCERNED, create: STAFF, edit: STAFF, void: OFFICES },
      shareable: false,
      livesWith: 'organisation',
      sharedWith: 'organisation',
      keys: ['organisation', 'form'],
      keep: 'always',
      face: { address: 'parcours', icon: 'flag', sign: 'form', line: ['form', 'since'], filters: ['form', 'outcome'] },
      personal: {
        purpose: 'Savoir qui accompagne un groupe vers sa forme juridique et qui a fait quoi',
        basis: 'Fonctionnement interne du réseau et demande du groupe (loi 2013-015)',
        retention: 'Vie de l’organisation dans le réseau, puis 5 ans',
      },
    },
  },
};
