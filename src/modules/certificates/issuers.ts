/** Who gives the certificates of a programme, as its convention says: the network and its partners, whose name is signed with everything else. */
import { entriesOf, isVoided, type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import { countsOn, type Day, firstDay, momentFault } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';

/** Where no sheet of the network itself is among the parties. */
const NETWORK = 'RENAPESS';
/** What the issuer's name may take on a certificate. */
const LONGEST = 120;

export interface Issuers {
  /** « RENAPESS et Ville de Bamako ». */
  readonly issuer: string;
  /** The first partner and who signs for it; '' where there is none, or nobody said. */
  readonly partner: string;
  readonly partnerSigner: string;
}

interface Party {
  readonly organisation: RecordState;
  readonly signer: string;
}

const part = (entry: unknown, name: string): string => {
  const value = (entry as Readonly<Record<string, unknown>> | null)?.[name];
  return typeof value === 'string' ? value : '';
};
const span = (entry: unknown) => ({ from: part(entry, 'from'), to: part(entry, 'to') });

const idOf = (entry: unknown): readonly RecordId[] => {
  const id = part(entry, 'organisation');
  return isRecordId(id) ? [id] : [];
};

/** Organisations that a convention or the sheet of a programme names. */
export const partyIds = (state: RecordState): readonly RecordId[] =>
  ['parties', 'partners'].flatMap((field) => entriesOf(state, field).flatMap(([, entry]) => idOf(entry)));

function partiesIn(source: LinkSource, state: RecordState, field: string, day?: Day): readonly Party[] {
  return entriesOf(state, field).flatMap(([, entry]) => {
    const organisation = idOf(entry).flatMap((id) => source.record(source.resolve(id)) ?? [])[0];
    if (!organisation || (day !== undefined && !countsOn(span(entry), day))) return [];
    const signer = [part(entry, 'signatory'), part(entry, 'as')].filter((one) => one !== '').join(', ');
    return [{ organisation, signer }];
  });
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} et ${names.at(-1)}`;

/** Of the latest convention of a programme that is in force on a day; without one, of the partners that its sheet names. */
export function issuersOf(source: LinkSource, programme: RecordId | null, day: Day): Issuers {
  const signedOn = (one: RecordState): Day => {
    const on = textOf(one, 'signed');
    return on !== '' && momentFault(on) === null ? firstDay(on) : '';
  };
  const convention = (programme ? linksTo(source, 'convention', 'programme', programme) : [])
    .filter((one) => !isVoided(one) && countsOn({ from: signedOn(one), to: textOf(one, 'to') }, day))
    .sort((a, b) => (signedOn(a) < signedOn(b) ? 1 : -1))[0];
  const sheet = programme && source.record(programme);
  const parties = convention
    ? partiesIn(source, convention, 'parties')
    : sheet
      ? partiesIn(source, sheet, 'partners', day)
      : [];
  const isOwn = ({ organisation }: Party): boolean => valueOf(organisation, 'own') === true;
  const nameOf = ({ organisation }: Party): string => textOf(organisation, 'name');
  const others = parties.filter((one) => !isOwn(one));
  const own = parties.find(isOwn);
  // A name that is cut says something else: partners that find no room are left out.
  const names = [own ? nameOf(own) : NETWORK];
  for (const name of others.map(nameOf)) if (listed([...names, name]).length <= LONGEST) names.push(name);
  const [first] = others;
  return { issuer: listed(names), partner: first ? nameOf(first) : '', partnerSigner: first?.signer ?? '' };
}
