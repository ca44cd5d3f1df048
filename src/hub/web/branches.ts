/** The state of the network branch by branch: last heard, telephones that are silent, records with two versions, work that came back. */
import type { Logged } from '../../kernel/admit.ts';
import type { RecordState } from '../../kernel/fold.ts';
import { DEVICE } from '../../kernel/judge.ts';
import { branchOf, branchScope, ROOT } from '../../kernel/scopes.ts';
import type { Millis, Scope } from '../../kernel/types.ts';
import { t } from '../../ui/i18n.ts';
import { daysBetween } from './dates.ts';
import { agePill, type DeviceLine, heardWords } from './devices.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { said } from './tongue.ts';
import type { Visit } from './visit.ts';
import { placeWords } from './words.ts';

/** Days after which a telephone is silent: a week, as markets are held. */
export const SILENT_DAYS = 7;
/** What narrows a list to one branch, in an address. */
export const BRANCH = 'antenne';
/** There, what belongs to no branch: no branch is called so. */
const SEAT = '-';

const codeOf = (home: Scope): string => branchOf(home) ?? SEAT;
export const isSilent = ({ contact }: DeviceLine, now: Millis): boolean =>
  !contact || daysBetween(contact.servedAt, now) > SILENT_DAYS;
/** Work that came back, by the place of its first change. */
const homeOf = (group: readonly Logged[]): Scope => (group[0] as Logged).change.scope;

export interface BranchLine {
  readonly code: string;
  readonly name: string;
  /** Last exchange of any of its telephones; 0 for none. */
  readonly heardAt: Millis;
  /** In service. */
  readonly phones: number;
  readonly silent: number;
  readonly conflicts: number;
  readonly returned: number;
  /** Changes its telephones said they had and have not sent. */
  readonly waiting: number;
}

/** Of what a page lists, what stands in one branch; everything where the address names none. */
export function inBranch<T>(list: readonly T[], code: string | undefined, home: (one: T) => Scope): readonly T[] {
  return code === undefined || code === '' ? list : list.filter((one) => codeOf(home(one)) === code);
}
export const groupsIn = (groups: readonly (readonly Logged[])[], code: string | undefined) =>
  inBranch(groups, code, homeOf);

/** What the branch of an address is called; null where it names none. */
export function branchTitle(visit: Visit, code: string | undefined): string | null {
  if (code === undefined || code === '') return null;
  if (code === SEAT) return t('gens.branch.seat');
  return /^[a-z0-9~][a-z0-9~.-]{0,39}$/.test(code) ? placeWords(branchScope(code), visit.branches) : null;
}

/** Records with two versions that this person may read. */
export const conflictsFor = async (visit: Visit): Promise<readonly RecordState[]> =>
  (await visit.network.conflicts()).filter((state) => visit.reads(state));

/** Branches whose telephones this person may see, the most silent first; those without a telephone are silent for another reason and come last. */
export async function branchLines(
  visit: Visit,
  devices: readonly DeviceLine[],
  returned: readonly (readonly Logged[])[],
): Promise<readonly BranchLine[]> {
  const conflicts = await conflictsFor(visit);
  const homes = [
    ...devices.map(({ state }) => state.home),
    ...conflicts.map(({ home }) => home),
    ...returned.map(homeOf),
  ];
  const codes = new Set([...visit.branches.keys(), ...homes.map(codeOf)]);
  // Cards are read by everybody: a branch answers for its own line, not for those of the others.
  const mayRead = (code: string): boolean => visit.may('read', DEVICE, code === SEAT ? ROOT : branchScope(code));
  return [...codes]
    .filter(mayRead)
    .map((code): BranchLine => {
      const phones = inBranch(devices, code, ({ state }) => state.home).filter(({ status }) => status === 'active');
      return {
        code,
        name: code === SEAT ? t('gens.branch.seat') : placeWords(branchScope(code), visit.branches),
        heardAt: Math.max(0, ...phones.map(({ contact }) => contact?.servedAt ?? 0)),
        phones: phones.length,
        silent: phones.filter((line) => isSilent(line, visit.now)).length,
        conflicts: inBranch(conflicts, code, ({ home }) => home).length,
        returned: groupsIn(returned, code).length,
        waiting: phones.reduce((sum, { backlog }) => sum + (backlog ?? 0), 0),
      };
    })
    .sort(
      (a, b) =>
        Number(a.phones === 0) - Number(b.phones === 0) || a.heardAt - b.heardAt || a.name.localeCompare(b.name, 'fr'),
    );
}

/** One line a branch; each figure opens what stands behind it. */
export function branchRow(visit: Visit, line: BranchLine): Html {
  const { code, name, heardAt, phones, silent, conflicts, returned, waiting } = line;
  const query = `?${BRANCH}=${encodeURIComponent(code)}`;
  const figure = (n: number, address: string, words: string): Html | false =>
    n > 0 && html`<a class="btn" href="/admin/${address}${query}">${words}</a>`;
  const heard = phones === 0 ? t('gens.branch.nophone') : heardWords(heardAt, visit.now);
  const all = t('gens.branch.phones', { n: phones });
  return html`<div class="row branch">${phones === 0 ? html`<span class="sign">${icon('network')}</span>` : agePill(heardAt || undefined, visit.now)}
<div class="grow stack tight"><div><b>${name}</b><small>${heard}${waiting > 0 && ` · ${t('gens.branch.waiting', { n: waiting })}`}</small></div><div class="line wrap">${[
    figure(phones, 'reseau', silent > 0 ? t('gens.branch.silent', { phones: all, silent }) : all),
    figure(conflicts, 'versions', t('gens.branch.clashes', { n: conflicts })),
    figure(returned, 'retours', t('gens.branch.returns', { n: returned })),
  ]}</div></div></div>`;
}

/** Where a list was narrowed to a branch, which one it is and the way to all of it. */
export const narrowed = (name: string | null, address: string): Html | false =>
  name !== null &&
  html`<p class="line wrap">${said('gens.branch.only', { name: html`<b>${name}</b>` })} <a class="btn" href="/admin/${address}">${t('word.everywhere')}</a></p>`;
