/**
 * What a network shows to anybody: itself (its own sheet, its bodies, what it belongs to, its branches), and those of its organisations that agreed,
 * with what each agreed to. Made from the records once for every change that touches them; pages only read it.
 */
import { partOf } from '../../kernel/declare.ts';
import { entriesOf, isVoided, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { linksTo, resolveIn } from '../../kernel/links.ts';
import { countsOn, type Day, type Moment } from '../../kernel/moment.ts';
import { normalPhone } from '../../kernel/phone.ts';
import { branchOf } from '../../kernel/scopes.ts';
import type { Json, RecordId } from '../../kernel/types.ts';
import { belongingsOf } from '../../modules/directory/belongings.ts';
import { entriesOfRegister, membersOn, ownNetwork, periodsOf, polesOn } from '../../modules/directory/rules.ts';
import { type Seats, seatsOn } from '../../modules/directory/seats.ts';
import { agreed, publicFace, publicPhone } from '../../modules/directory/shown.ts';
import type { Period, Source } from '../../modules/directory/source.ts';
import { type Check, checkOf } from '../../modules/network/checks.ts';
import { SETTINGS, STATUTES, settingsRecord } from '../../modules/network/model.ts';
import { addressOf } from '../../modules/places/address.ts';
import { regionOfPlace } from '../../modules/places/lies-in.ts';
import { roundedPosition } from '../../modules/places/place.ts';
import { placeOf, positionOf } from '../../modules/places/rules.ts';
import { placeText } from '../../ui/place.ts';
import { countryName } from '../derived/open.ts';
import { sseIdentifier } from '../derived/sse.ts';
import type { HubNetwork } from '../network.ts';
import { type MemberCount, memberCount } from './count.ts';
import { offersShown, type ShownOffer } from './offers-shown.ts';
import { RESULT_TYPES, resultsShown, type ShownResults } from './results-shown.ts';

/** Types the public pages are made of. */
export const PUBLIC_TYPES = [
  'organisation',
  'organisation_contact',
  'membership',
  'body',
  'branch',
  'offer',
  ...RESULT_TYPES,
  SETTINGS,
] as const;

/** An organisation as it agreed to be shown; '' and empty lists where it did not. */
export interface Shown {
  readonly id: string;
  readonly name: string;
  readonly acronym: string;
  readonly kind: string;
  readonly place: string;
  /** Region of today's map, where it is known. */
  readonly region: string;
  readonly country: string;
  readonly at: readonly [lat: number, lon: number] | null;
  readonly sectors: readonly string[];
  /** Poles by their place in `Face.poles`. */
  readonly poles: readonly number[];
  readonly about: string;
  readonly founded: Moment | '';
  readonly since: Moment | '';
  /** Prizes and recognitions, the last first. */
  readonly awards: readonly { readonly name: string; readonly from: string; readonly on: Moment | '' }[];
  readonly phone: string;
  readonly email: string;
  readonly website: string;
  readonly address: string;
  /** Its branch by its place in `Face.branches`; -1 without. */
  readonly branch: number;
  /** The record with nothing but what was agreed to, for the formats of others. */
  readonly face: RecordState;
}

export interface Pole {
  /** As people know it, from 1: gives its colour. */
  readonly number: number;
  readonly name: string;
}
export interface Branch {
  readonly name: string;
  readonly place: string;
  readonly phone: string;
}
/** A body of the network: its seats, and of those who sit there the ones that agreed to be shown. */
export interface Instance {
  readonly name: string;
  readonly about: string;
  readonly seats:
    | (Pick<Seats, 'seats' | 'vacant'> & {
        /** Null where nobody was ever written down: a body whose seats nobody noted is not a body of vacant seats. */
        readonly held: number | null;
        readonly sitting: readonly { readonly id: string; readonly name: string }[];
      })
    | null;
}
export interface Tie {
  readonly name: string;
  readonly full: string;
  readonly about: string;
  readonly roles: readonly { readonly kind: string; readonly from: Moment | ''; readonly source: string }[];
}

export interface Face {
  readonly slug: string;
  readonly demo: boolean;
  readonly name: string;
  readonly full: string;
  readonly about: string;
  readonly founded: Moment | '';
  readonly address: string;
  readonly email: string;
  readonly website: string;
  readonly bodies: readonly Instance[];
  readonly poles: readonly Pole[];
  readonly networks: readonly Tie[];
  readonly partners: readonly Tie[];
  readonly branches: readonly Branch[];
  /** What is noted of the statutes, each rule checked by somebody or still to be. */
  readonly rules: readonly { readonly field: string; readonly n: number; readonly check: Check | null }[];
  /** Members on this day, shown or not; null where the register does not say. */
  readonly count: MemberCount | null;
  readonly shown: readonly Shown[];
  /** Those marked public, the one that ends first first; what is over too. */
  readonly offers: readonly ShownOffer[];
  /** Results of programmes that an office decided to show. */
  readonly results: readonly ShownResults[];
  readonly day: Day;
}

const byName = new Intl.Collator('fr', { sensitivity: 'base', numeric: true });
const texts = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
const partText = (value: Json | undefined, part: string): string => {
  const found = partOf(value, part);
  return typeof found === 'string' ? found : '';
};
const phoneOf = (written: string): string => {
  const read = normalPhone(written);
  return read.ok ? read.value : '';
};

/** Agreements are many: they are asked for where somebody has a story to tell. */
const LISTED = PUBLIC_TYPES.filter((type) => type !== 'consent');
const personsOf = (states: readonly RecordState[]): readonly RecordId[] =>
  states.flatMap((state) => refOf(state, 'person') ?? []);

export async function faceOf(network: HubNetwork, day: Day): Promise<Face> {
  const lists = new Map<string, readonly RecordState[]>(
    await Promise.all(LISTED.map(async (type) => [type as string, await network.list(type)] as const)),
  );
  if (lists.get('story')?.some((story) => valueOf(story, 'shown') === true))
    lists.set(
      'consent',
      (await network.list('consent')).filter((one) => textOf(one, 'purpose') === 'publish'),
    );
  const byId = new Map([...lists.values()].flat().map((state) => [state.id, state]));
  // Whose story it is and who agreed may be two sheets of one person.
  const tellers = new Set(['story', 'consent'].flatMap((type) => personsOf(lists.get(type) ?? [])));
  for (const state of await network.links.records([...tellers])) byId.set(state.id, state);
  const record = (id: RecordId): RecordState | null => byId.get(id) ?? null;
  const source: Source = {
    version: 0,
    list: (type) => lists.get(type) ?? [],
    record,
    resolve: (id) => resolveIn(record, id),
  };
  const there = (type: string) => source.list(type).filter((state) => !isVoided(state));
  const us = ownNetwork(source);
  const card = us && record(us);
  const settings = record(settingsRecord);
  const branchCards = there('branch').sort((a, b) => byName.compare(textOf(a, 'name'), textOf(b, 'name')));
  const poles = us ? polesOn(source, us, day).poles : [];
  const ties = us
    ? belongingsOf(source, us).flatMap(({ group, roles }) => {
        const now = roles.filter((role) =>
          isInForce(
            role,
            roles.filter(({ membership }) => membership === role.membership),
            day,
          ),
        );
        const other = now.length > 0 ? record(group) : null;
        return other ? [tieOf(other, now, day)] : [];
      })
    : [];
  const shown = shownOf(source, us, day, branchCards);
  const partners = new Set(
    (us ? linksTo(source, 'membership', 'group', us) : [])
      .filter(
        (one) =>
          textOf(one, 'kind') === 'partner' && periodsOf(one).some((period, _, all) => isInForce(period, all, day)),
      )
      .flatMap((one) => refOf(one, 'member') ?? [])
      .map(source.resolve),
  );
  return {
    slug: network.card.slug,
    demo: network.card.demo,
    name: card ? textOf(card, 'acronym') || textOf(card, 'name') : network.card.name,
    full: card ? fullName(card, day) : '',
    about: card ? textOf(card, 'about') : '',
    founded: card ? textOf(card, 'founded') : '',
    address: card ? addressOf(card, countryName) : '',
    email: card ? textOf(card, 'email') : '',
    website: card ? textOf(card, 'website') : '',
    bodies: us
      ? linksTo(source, 'body', 'of', us)
          .filter((body) => textOf(body, 'kind') !== 'pole')
          .map((body) => ({
            name: textOf(body, 'name'),
            about: textOf(body, 'about'),
            seats: seatsShown(seatsOn(source, body.id, day), shown),
          }))
      : [],
    poles: poles.map(({ body }, at) => {
      const state = record(body);
      return {
        number: Number((state && valueOf(state, 'number')) ?? at + 1),
        name: state ? textOf(state, 'name') : '',
      };
    }),
    networks: ties,
    partners: [...partners].flatMap((id) => {
      const other = record(id);
      // Whoever is no public body is only named when it agreed to be.
      const named = other && !isVoided(other) && (textOf(other, 'kind') === 'public' || publicFace(other) !== null);
      return named ? [tieOf(other, [], day)] : [];
    }),
    branches: branchCards.map((branch) => ({
      name: textOf(branch, 'name'),
      place: placeText(valueOf(branch, 'place')),
      phone: phoneOf(textOf(branch, 'phone')),
    })),
    rules: STATUTES.flatMap((field) => {
      const n = settings ? valueOf(settings, field) : null;
      return typeof n === 'number' ? [{ field, n, check: checkOf(settings, field) }] : [];
    }),
    count: us ? memberCount(source, us, day, regionOfPlace) : null,
    shown,
    results: await resultsShown(source, day),
    offers: offersShown(source.list('offer'), day, regionOfPlace),
    day,
  };
}

function seatsShown(found: Seats | null, shown: readonly Shown[]): Instance['seats'] {
  if (!found) return null;
  const { seats, held, vacant, before } = found;
  const sit = new Set(held.map(({ member }) => sseIdentifier(member)));
  return {
    seats,
    vacant,
    held: held.length + before.length > 0 ? held.length : null,
    sitting: shown.filter(({ id }) => sit.has(id)).map(({ id, name }) => ({ id, name })),
  };
}

/** The long name of this day where it is not the one that is shown already. */
function fullName(card: RecordState, day: Day): string {
  const longest = entriesOf(card, 'names')
    .filter(([, entry]) => countsOn({ from: partText(entry, 'from'), to: partText(entry, 'to') }, day))
    .map(([, entry]) => partText(entry, 'name'))
    .sort((a, b) => b.length - a.length)[0];
  const name = textOf(card, 'name');
  const full = longest && longest.length > name.length ? longest : name;
  return full === (textOf(card, 'acronym') || name) ? '' : full;
}

type Roles = ReturnType<typeof belongingsOf>[number]['roles'];

/** Does a period of a membership hold that day? A suspension inside it suspends, as in the register. */
const isInForce = (period: Period, all: readonly Period[], day: Day): boolean =>
  period.status === 'active' &&
  countsOn(period, day) &&
  !all.some((one) => one.status === 'suspended' && countsOn(one, day));

function tieOf(other: RecordState, roles: Roles, day: Day): Tie {
  return {
    name: textOf(other, 'acronym') || textOf(other, 'name'),
    full: fullName(other, day),
    about: ['network', 'public'].includes(textOf(other, 'kind')) ? textOf(other, 'about') : '',
    roles: roles.map(({ kind, from, decision }) => ({ kind, from, source: decision })),
  };
}

function shownOf(source: Source, us: RecordId | null, day: Day, branches: readonly RecordState[]): readonly Shown[] {
  const active = new Map(us ? membersOn(source, us, day).active.map((line) => [line.member, line.since]) : []);
  // Who applied, is suspended or left is no member to be shown; who belongs through a union is not in this register.
  const known = new Set(us ? entriesOfRegister(source, us).map(({ member }) => member) : []);
  const poles = us ? polesOn(source, us, day).poles : [];
  const contacts = new Map(
    source.list('organisation_contact').flatMap((contact) => {
      const of = refOf(contact, 'of');
      return of ? [[source.resolve(of), contact] as const] : [];
    }),
  );
  const codes = branches.map((branch) => textOf(branch, 'code'));
  return source
    .list('organisation')
    .flatMap((card): readonly Shown[] => {
      const face = publicFace(card);
      if (!face || card.id === us || (known.has(card.id) && !active.has(card.id))) return [];
      const place = valueOf(face, 'place');
      const where = placeText(place);
      const area = partText(place, 'area');
      const position = area === '' ? null : positionOf(area);
      return [
        {
          id: sseIdentifier(card.id),
          name: textOf(face, 'name'),
          acronym: textOf(face, 'acronym'),
          kind: textOf(face, 'kind'),
          place: where,
          region: regionOfPlace(place),
          country: where === '' ? '' : partText(place, 'country') || 'ML',
          at: position && roundedPosition(...position),
          sectors: texts(valueOf(face, 'sectors')),
          poles: agreed(card, 'activities')
            ? poles.flatMap((pole, at) => (pole.members.includes(card.id) ? [at] : []))
            : [],
          about: textOf(face, 'about'),
          founded: textOf(face, 'founded'),
          since: agreed(card, 'since') ? (active.get(card.id) ?? '') : '',
          awards: awardsOf(face),
          phone: phoneOf(publicPhone(card, contacts.get(card.id) ?? null)),
          email: textOf(face, 'email'),
          website: textOf(face, 'website'),
          address: agreed(card, 'address') ? addressOf(face, countryName) : '',
          branch: agreed(card, 'place') ? codes.indexOf(branchOf(card.home) ?? '') : -1,
          face,
        },
      ];
    })
    .sort((a, b) => byName.compare(a.name, b.name));
}

const awardsOf = (face: RecordState): Shown['awards'] =>
  entriesOf(face, 'awards')
    .map(([, one]) => ({ name: partText(one, 'name'), from: partText(one, 'from'), on: partText(one, 'on') }))
    .sort((a, b) => (a.on < b.on ? 1 : -1));

export { regionOfPlace };

/** What a region is called. */
export const regionName = (region: string): string => placeOf(region)?.name ?? region;
