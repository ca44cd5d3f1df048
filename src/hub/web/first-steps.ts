/**
 * What a new network has to settle once, in order, each step with how it stands. Nothing is ticked by hand: a step is done when the facts say so, and
 * undone again when they no longer do.
 */
import { isVoided, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { GRANT, grantOf, isCurrent } from '../../kernel/grant.ts';
import { branchScope, isRecordId, ROOT } from '../../kernel/ids.ts';
import { branchOf } from '../../kernel/scopes.ts';
import type { Millis, RecordId } from '../../kernel/types.ts';
import { checkOf } from '../../modules/network/checks.ts';
import { SETTINGS, STATUTES, settingsRecord } from '../../modules/network/model.ts';
import type { Values } from '../../ui/i18n.ts';
import type { HubNetwork } from '../network.ts';
import { UNNAMED } from '../networks.ts';
import { ownOrganisation } from '../own.ts';
import { dateWords } from './dates.ts';
import { devicesOf } from './devices.ts';
import type { WebDeps } from './door.ts';
import type { Visit } from './visit.ts';
import { placeWords } from './words.ts';

/** Where the steps stand, and the way back to them that an address carries. */
export const FIRST = '/admin/debut';
export const WAY = 'debut';
const OFFICE_PEOPLE = 2;

/** A sentence: its key, and what goes into it. */
export type Said = readonly [key: string, values?: Values];

export interface Step {
  /** Names its texts: `setup.<name>`, `setup.<name>.why`. */
  readonly name: string;
  readonly done: boolean;
  /** How it stands. */
  readonly now: readonly Said[];
  /** Where it is done. */
  readonly to: string;
}

/** May this visit settle what concerns the network as a whole? */
export const maySettle = async (visit: Visit): Promise<boolean> =>
  visit.may((await visit.network.record(settingsRecord)) ? 'edit' : 'create', SETTINGS, ROOT);

/** Nobody but its founder is in yet: whoever comes in goes on with the founding. */
export const isFresh = async (network: HubNetwork): Promise<boolean> =>
  !network.card.demo && network.card.mode === 'real' && (await network.list(GRANT, { limit: 2 })).length < 2;

/** Where a sign-in leads. */
export const entranceOf = async (network: HubNetwork): Promise<string> =>
  (await isFresh(network)) ? FIRST : '/admin/reseau';

export async function firstSteps(visit: Visit, deps: WebDeps): Promise<readonly Step[]> {
  const { network } = visit;
  const settings = await network.record(settingsRecord);
  const said = (field: string): string => (settings ? textOf(settings, field) : '');
  const [controller, receipt] = [said('controller'), said('receipt')];
  const named = network.card.name !== UNNAMED;
  const checked = STATUTES.filter((rule) => checkOf(settings, rule) !== null).length;
  const last = deps.lastBackup?.() ?? null;
  return [
    await secondStep(visit, deps),
    {
      name: 'name',
      done: named && controller !== '',
      now:
        named && controller !== ''
          ? [['setup.name.now', { name: network.card.name, controller }]]
          : [
              ...(named ? [] : [['setup.name.default', { name: network.card.name }] as const]),
              ...(controller === '' ? [['setup.name.controller'] as const] : []),
            ],
      to: '/admin/reglages',
    },
    await cardStep(visit),
    {
      name: 'rules',
      done: checked === STATUTES.length,
      now: [['setup.rules.now', { done: checked, n: STATUTES.length }]],
      to: '/admin/reglages',
    },
    ...(await peopleSteps(visit)),
    await membersStep(visit),
    await phonesStep(visit),
    {
      name: 'keep',
      done: receipt !== '',
      now: [receipt === '' ? ['setup.keep.none'] : ['setup.keep.now', { receipt }]],
      to: '/admin/registre',
    },
    {
      name: 'backup',
      done: last !== null,
      now: [last ? ['setup.backup.now', { when: dateWords(last.at) }] : ['setup.backup.none']],
      to: `${FIRST}/sauvegarde`,
    },
  ];
}

async function secondStep(visit: Visit, deps: WebDeps): Promise<Step> {
  const accounts = deps.hosted().find(({ network }) => network === visit.network)?.accounts;
  const logins = (await accounts?.list()) ?? [];
  const since = await Promise.all(
    logins.map(async ({ login }) => [login, (await accounts?.steps.of(login))?.since ?? null] as const),
  );
  const met = since.filter(([, at]) => at !== null).length;
  const own = since.some(([login, at]) => login === visit.login && at !== null);
  return {
    name: 'second',
    done: met > 0 && met === logins.length,
    now: [...(own ? [] : [['setup.second.own'] as const]), ['setup.second.now', { met, n: logins.length }]],
    to: '/admin/securite',
  };
}

/** The network's own sheet: what the public reads first. */
async function cardStep(visit: Visit): Promise<Step> {
  const own = await ownOrganisation(visit.network);
  const told = own ? textOf(own, 'about') !== '' : false;
  const name = own ? textOf(own, 'name') : '';
  return {
    name: 'own',
    done: told,
    now: [own ? [told ? 'setup.own.now' : 'setup.own.silent', { name }] : ['setup.own.none']],
    to: '/admin/reglages/fiche',
  };
}

/** Branches and people follow from who has access now. */
async function peopleSteps(visit: Visit): Promise<readonly Step[]> {
  const grants = (await visit.network.list(GRANT)).flatMap((state) => grantOf(state) ?? []);
  const current = grants.filter((grant) => isCurrent(grant, visit.now));
  const branches = new Map<string, boolean>();
  for (const { role, scope } of current) {
    const branch = branchOf(scope);
    if (branch) branches.set(branch, branches.get(branch) === true || role === 'coordinator');
  }
  const without = [...branches]
    .filter(([, led]) => !led)
    .map(([branch]) => placeWords(branchScope(branch), visit.branches));
  const people = new Set(current.map(({ person }) => person));
  const office = new Set(current.filter(({ role }) => role === 'secretariat').map(({ person }) => person));
  return [
    {
      name: 'branches',
      done: branches.size > 0 && without.length === 0,
      now: [
        branches.size === 0 ? ['setup.branches.none'] : ['setup.branches.now', { n: branches.size }],
        ...(without.length > 0 ? [['setup.branches.without', { names: without.join(', ') }] as const] : []),
      ],
      to: '/admin/personnes/nouvelle',
    },
    {
      name: 'people',
      done: office.size >= OFFICE_PEOPLE,
      now: [['setup.people.now', { n: people.size, office: office.size }]],
      to: '/admin/personnes',
    },
  ];
}

/** Whoever is in the directory is no member by that alone. */
async function membersStep(visit: Visit): Promise<Step> {
  const own = await ownOrganisation(visit.network);
  const named = own ? await visit.naming('membership', [own.id]) : [];
  const members = new Set(
    named.filter((one) => !isVoided(one) && refOf(one, 'group') === own?.id).map((one) => refOf(one, 'member')),
  ).size;
  return {
    name: 'members',
    done: members > 0,
    now: [members === 0 ? ['setup.members.none'] : ['setup.members.now', { n: members }]],
    to: own ? '/admin/reglages/membres' : '/admin/reglages/fiche',
  };
}

async function phonesStep(visit: Visit): Promise<Step> {
  const active = (await devicesOf(visit)).filter((state) => textOf(state, 'status') === 'active');
  const inForce = await peopleWithAccess(visit);
  const met = active.filter((state) => {
    const steward = valueOf(state, 'steward');
    return isRecordId(steward) && inForce.has(steward);
  }).length;
  return {
    name: 'phones',
    done: active.length > 0 && met === active.length,
    now: [active.length === 0 ? ['setup.phones.none'] : ['setup.phones.now', { met, n: active.length }]],
    to: '/admin/appareils',
  };
}

/** Whatever a visit may read of them: an access elsewhere counts. */
export async function peopleWithAccess({
  network,
  now,
}: Pick<Visit, 'network' | 'now'>): Promise<ReadonlySet<RecordId>> {
  const grants = (await network.list(GRANT)).flatMap((state) => grantOf(state) ?? []);
  return new Set(grants.filter((grant) => isCurrent(grant, now)).map(({ person }) => person));
}

/** A backup as the data folder notes it. */
export interface BackupNote {
  readonly at: Millis;
}
