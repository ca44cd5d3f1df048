/**
 * Groups of the demonstration on their way to a legal form: one that wants to be a SCOOPS with four members, which the law says is one too few,
 * one with five that is ready to hand in its file, an association that has begun, and a union that waits for its second cooperative. Groups, people and dates are invented.
 */
import type { Acts } from '../../kernel/author.ts';
import { dayOf } from '../../kernel/grant.ts';
import type { Body, Change, Millis, RecordId, Scope } from '../../kernel/types.ts';
import { group } from './movement.ts';

const DAY: Millis = 24 * 3600 * 1000;

export interface WaysStage {
  readonly home: Scope;
  readonly now: Millis;
  /** Who goes with the groups. */
  readonly guide: RecordId;
  write(acts: Acts): readonly Change[];
}

/** A step, how many days ago, who did it and with which paper. */
type Told = readonly [step: string, ago: number, by?: string, document?: string];

interface Sketch {
  readonly name: string;
  readonly place: string;
  readonly sectors: readonly string[];
  readonly form: string;
  readonly members: readonly Body[];
  readonly steps: readonly Told[];
  readonly points?: readonly string[];
  readonly see?: string;
}

const toTheDoor: readonly Told[] = [
  ['meet', 96, 'Le groupe, avec l’animateur'],
  ['members', 90, 'La secrétaire', 'Liste signée'],
  ['name', 90, 'Le groupe'],
  ['statutes', 61, 'La secrétaire et l’animateur', 'Statuts, 6 pages'],
  ['shares', 40, 'La trésorière', 'Cahier des parts'],
  ['assembly', 26, 'Tous les membres', 'Procès-verbal du jour'],
  ['officers', 26, 'Tous les membres', 'Liste des responsables'],
  ['file', 9, 'La présidente'],
];

export const WAYS: readonly Sketch[] = [
  {
    name: 'Teinturières Wulila de Darsalam',
    place: 'Commune III, Darsalam',
    sectors: ['textile', 'crafts'],
    form: 'scoops',
    members: [
      { name: 'Rokiatou NIARÉ', sex: 'f', birth: '1984' },
      { name: 'Djelika FOFANA', sex: 'f', birth: '1991-05' },
      { name: 'Ténin BALLO', sex: 'f', birth: '1979~' },
      { name: 'Sitan DRAMÉ', sex: 'f' },
    ],
    steps: toTheDoor.slice(0, 7),
    points: ['form', 'name', 'object', 'seat', 'duration', 'bond', 'organs', 'shares', 'principles'],
  },
  {
    name: 'Savonnières Saniya de Sogoniko',
    place: 'Commune VI, Sogoniko',
    sectors: ['processing', 'trade'],
    form: 'scoops',
    members: [
      { name: 'Maïmouna SINAYOKO', sex: 'f', birth: '1988' },
      { name: 'Fatim BERTHÉ', sex: 'f', birth: '1990' },
      { name: 'Kankou TOGOLA', sex: 'f', birth: '1982-11' },
      { name: 'Sali BOCOUM', sex: 'f', birth: '1995' },
      { name: 'Abdramane SIDIBÉ', sex: 'm', birth: '1986~' },
    ],
    steps: toTheDoor,
    points: [
      'form',
      'name',
      'object',
      'seat',
      'duration',
      'bond',
      'initiators',
      'organs',
      'mandates',
      'shares',
      'principles',
      'contributors',
    ],
    see: 'Bureau du registre, commune VI, le matin',
  },
  {
    name: 'Jeunes Kalanso de Lafiabougou',
    place: 'Commune IV, Lafiabougou',
    sectors: ['education', 'culture'],
    form: 'association',
    members: [
      { name: 'Boubacar TIGANA', sex: 'm', birth: '1999' },
      { name: 'Niélé DIASSANA', sex: 'f', birth: '2001-02' },
      { name: 'Youssouf POUDIOUGOU', sex: 'm', birth: '1997' },
    ],
    steps: [
      ['meet', 50, 'Le groupe'],
      ['members', 44, 'Le secrétaire', 'Liste signée'],
      ['statutes', 20, 'Le secrétaire', 'Projet de statuts'],
    ],
  },
];

/** Tells the three ways. @returns the organisations, in their order. */
export function tellWays({ home, now, guide, write }: WaysStage): readonly RecordId[] {
  const day = (ago: number): string => dayOf(now - ago * DAY);
  return WAYS.map((sketch): RecordId => {
    const [card] = write(
      group((add) => {
        const { name, place, sectors } = sketch;
        const of = add('organisation', { name, kind: 'group', place, sectors, founded: day(400).slice(0, 4) }, home);
        for (const body of sketch.members) {
          const person = add('person', { ...body, place }, home);
          add('involvement', { person, organisation: of, kind: 'founder', from: day(90) }, home);
        }
      }),
    ) as readonly [Change];
    const steps = sketch.steps.map(([step, ago, by, document]): readonly [string, Body] => [
      `steps.${step}`,
      { step, on: day(ago), ...(by && { by }), ...(document && { document }) },
    ]);
    const points = (sketch.points ?? []).map((point): readonly [string, Body] => [`points.${point}`, { on: day(61) }]);
    const { form, see } = sketch;
    const body = {
      organisation: card.record,
      form,
      guide,
      since: day(96),
      ...(see && { see }),
      ...Object.fromEntries([...steps, ...points]),
    };
    write([{ do: 'create', type: 'formalisation', home, body }]);
    return card.record;
  });
}

/** Two cooperatives that want a union, of which one has joined so far. @returns the union. */
export function tellUnion({ home, now, guide, write }: WaysStage): RecordId {
  const day = (ago: number): string => dayOf(now - ago * DAY);
  const [, union] = write(
    group((add) => {
      const card = { place: 'Bamako, Commune V', sectors: ['agriculture'], founded: day(900).slice(0, 4) };
      const member = add('organisation', { name: 'Maraîchers Sabunyuman', kind: 'scoops', ...card }, home);
      const of = add('organisation', { name: 'Union Bɛnkan des maraîchers', kind: 'group', ...card }, home);
      add('membership', { member, group: of, kind: 'member', 'spans.a': { from: day(30), status: 'active' } }, home);
      add('organisation', { name: 'Maraîchères Nyɛtaa', kind: 'scoops', ...card }, home);
    }),
  ) as readonly [Change, Change];
  const steps = { 'steps.meet': { step: 'meet', on: day(34), by: 'Les deux comités' } };
  const body = { organisation: union.record, form: 'union', guide, since: day(40), ...steps };
  write([{ do: 'create', type: 'formalisation', home, body }]);
  return union.record;
}
