/** Acts that several parts of the story do: somebody comes, an organisation is registered. */
import type { Acts } from '../../kernel/author.ts';
import { dayOf } from '../../kernel/grant.ts';
import { branchScope, ROOT, SHARED, sensitiveScope } from '../../kernel/ids.ts';
import type { Body, Millis, Scope } from '../../kernel/types.ts';
import type { Sketch } from './organisations.ts';
import type { Player } from './people.ts';

export const homeOf = (player: Pick<Player, 'branch'>): Scope => (player.branch ? branchScope(player.branch) : ROOT);

/** A person and their right, as one group. */
export const arrival = (player: Player, from: Millis): Acts => {
  const home = homeOf(player);
  return (ids) => [
    { do: 'create', type: 'person', home, body: { name: player.name, sign: player.sign, color: player.color } },
    {
      do: 'create',
      type: 'grant',
      home,
      body: { person: ids(0), role: player.role, scope: home, from: dayOf(from) },
    },
  ];
};

/** What those who agreed to be shown outside the network agreed to, most of them to everything that is asked first. */
const SHOWN: readonly (readonly string[])[] = [
  ['place', 'activities', 'about', 'since'],
  ['place', 'activities', 'about', 'since', 'phone', 'email', 'website', 'address'],
  ['place', 'activities'],
  ['activities', 'about'],
];

/** A new organisation with its telephone: the card shared by the whole network, the contact kept by the branch. */
export const registration = (sketch: Sketch, home: Scope): Acts => {
  const { phone, unasked, ...sketched } = sketch;
  const length = sketch.name.length;
  // Some agreed to be shown outside the network; most were not asked yet.
  const card: Body =
    length % 3 === 0
      ? { ...sketched, listed: true, shown: [...(SHOWN[length % SHOWN.length] ?? [])] }
      : { ...sketched };
  const contact = { phone, ...(length % 2 === 0 && { owner: 'own' }), ...(!unasked && { consent: 'oral' }) };
  return (ids) => [
    { do: 'create', type: 'organisation', home, shared: [SHARED], body: card },
    { do: 'create', type: 'organisation_contact', home: sensitiveScope(home), body: { of: ids(0), ...contact } },
  ];
};
