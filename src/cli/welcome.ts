/** The first words of a hub: its address, and who can come in. */

import { isCrew } from '../hub/demo/crew.ts';
import type { DemoLogin } from '../hub/demo/demo.ts';
import type { Hub } from '../hub/main.ts';
import type { HubNetwork } from '../hub/network.ts';
import { UNNAMED } from '../hub/networks.ts';
import { placeWords, roleWords } from '../hub/web/words.ts';
import { isVoided, type RecordState, textOf } from '../kernel/fold.ts';
import { type Grant, grantOf, isCurrent } from '../kernel/grant.ts';
import { orgOf } from '../kernel/sharing.ts';
import type { RecordId } from '../kernel/types.ts';
import { columns } from './say.ts';
import type { Founded } from './start.ts';

const CODE_DAYS = 2;

export async function welcome(
  hub: Hub,
  address: string | undefined,
  founded: Founded | null,
  logins: readonly DemoLogin[],
  draw: (text: string) => string,
): Promise<string> {
  const origin = address ?? `http://localhost:${hub.port}`;
  const parts: string[] = [
    `\n  Jɛkulu · le réseau, même sans réseau\n  ${origin}\n  ${origin}/admin  (bureau / office)\n  ${origin}/reseau  (public)`,
  ];
  for (const network of hub.networks.all()) {
    if (network.card.demo) parts.push(await demonstration(network, origin, logins, draw));
    else {
      parts.push(`\n  ${network.card.name} (${network.card.slug})`);
      if (network.card.name === UNNAMED)
        parts.push(`  Son nom se change dans / its name is changed in: ${origin}/admin/reglages`);
    }
  }
  if (founded) {
    const { login, password, code } = founded;
    parts.push(
      columns([
        ['premier téléphone / first phone', `${origin}/#a=${code}`],
        ['bureau / office', `${login}  ${password}`],
      ]),
      '  Notez-les : ils ne seront plus affichés. / Write them down: they will not be shown again.',
    );
  } else if (hub.networks.all().some(({ card }) => !card.demo))
    parts.push('  jekulu code, jekulu account : pour faire entrer quelqu’un / to let somebody in');
  return `${parts.join('\n')}\n`;
}

/** Those who may be somebody here, in the order in which they came: people whose story is told are named, the others counted. */
async function invited(network: HubNetwork): Promise<{ readonly shown: readonly Invited[]; readonly more: number }> {
  const shown: Invited[] = [];
  let more = 0;
  const seen = new Set<RecordId>();
  for (const one of [...(await network.list('grant'))].reverse()) {
    const grant = grantOf(one);
    if (!grant || seen.has(grant.person) || isVoided(one) || !isCurrent(grant, Date.now())) continue;
    seen.add(grant.person);
    const state = await network.record(grant.person);
    if (!state || isVoided(state)) continue;
    if (isCrew(textOf(state, 'name'))) more++;
    else shown.push({ state, grant });
  }
  const cameAt = ({ state }: Invited): number => state.created?.eff ?? 0;
  return { shown: shown.sort((a, b) => cameAt(a) - cameAt(b)), more };
}

interface Invited {
  readonly state: RecordState;
  readonly grant: Grant;
}

/** Every start makes a fresh code for each invented person: whoever looks can be anybody. */
async function demonstration(
  network: HubNetwork,
  origin: string,
  logins: readonly DemoLogin[],
  draw: (text: string) => string,
): Promise<string> {
  const rows: string[][] = [];
  let field: string | null = null;
  const { shown, more } = await invited(network);
  for (const { state, grant } of shown) {
    const code = await network.createCode(state.id, { createdBy: '', days: CODE_DAYS });
    const link = `${origin}/#a=${code}`;
    const own = orgOf(grant.scope);
    const organisation = own ? await network.record(own) : null;
    const where = organisation ? textOf(organisation, 'name') : placeWords(grant.scope);
    rows.push([textOf(state, 'name'), roleWords(grant.role), where, link]);
    if (grant.role === 'animator') field ??= link;
  }
  const offices = logins.filter((one) => one.slug === network.card.slug);
  return [
    `\n  ${network.card.name} (personnes et chiffres fictifs / fictitious people and figures)`,
    columns(rows),
    ...(more > 0
      ? [`  … et ${more} autres / and ${more} more : jekulu code --network ${network.card.slug} --person NOM`]
      : []),
    ...offices.map((one) => `  bureau / office : ${one.login}  ${one.password}`),
    ...(field && network.card.mode === 'real'
      ? [
          draw(field).replace(/^/gm, '  '),
          `  À photographier pour entrer comme animatrice ou animateur / scan to enter as a field worker`,
        ]
      : []),
  ].join('\n');
}
