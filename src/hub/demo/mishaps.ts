/** What goes wrong in the last weeks: two who correct the same sheet without seeing each other, a right that was ended by mistake. */
import { textOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { branchScope, derivedId } from '../../kernel/ids.ts';
import type { Body, Millis } from '../../kernel/types.ts';
import { registration } from './acts.ts';
import type { Told } from './years.ts';

const DAY: Millis = 24 * 3600 * 1000;

export function tellMishaps(told: Told): void {
  together(told, ['ramata', 'madou'], 'organisation', [{ women: 34 }, { women: 29 }]);
  together(told, ['niele', 'lassina'], 'organisation_contact', [{ phone: '70 00 08 11' }, { phone: '70 00 08 17' }]);
  together(told, ['korotoumou', 'soumaila'], 'organisation', [{ stage: 'grouped' }, { stage: 'active' }]);
  endedByMistake(told);
}

/** Two telephones of a branch write the same field between two exchanges: both versions stay until somebody chooses. */
function together(
  { scene, time, phone, scale }: Told,
  [one, other]: readonly [string, string],
  type: 'organisation' | 'organisation_contact',
  bodies: readonly [Body, Body],
): void {
  const branch = scale.people.find(({ key }) => key === one)?.branch ?? '';
  for (const [at, key] of [one, other].entries()) {
    scene(time(21, 18.1 + at / 10), () => phone(key).exchange());
    scene(time(20 - at, 9.3), () => {
      const cards = phone(key)
        .replica.list('organisation')
        .filter((card) => card.home === branchScope(branch));
      const card = [...cards].sort((a, b) => (textOf(a, 'name') < textOf(b, 'name') ? -1 : 1))[1];
      const record = card && (type === 'organisation' ? card.id : derivedId(type, card.id));
      if (record && phone(key).replica.record(record))
        phone(key).write([{ do: 'edit', record, body: bodies[at] as Body }]);
    });
  }
}

/** Oumar ends Aïssata's right a month too early; what she writes in these days comes back to her, to be sent again. */
function endedByMistake({ scene, time, phone, person, say, stage, clock }: Told): void {
  const home = branchScope('segou');
  scene(time(23, 8.2), async () => {
    const grants = await stage.network.grantsOf(person('aissata'));
    for (const grant of grants) await say('oumar', [{ do: 'void', record: grant.id, voided: true }]);
  });
  scene(time(22, 18), () => phone('aissata').exchange());
  for (const [at, name] of ['Groupement des potières de Dioro', 'Association des mareyeuses de Markala'].entries())
    scene(time(21, 10 + 2 * at), () => {
      const place = name.split(' de ').at(-1) ?? '';
      phone('aissata').write(
        registration({ name, kind: at === 0 ? 'group' : 'association', place, phone: `70 00 04 5${at}` }, home),
        'oral',
      );
    });
  scene(time(20, 8.5), () =>
    say('oumar', [
      {
        do: 'create',
        type: 'grant',
        home,
        body: { person: person('aissata'), role: 'animator', scope: home, from: dayOf(clock.at - DAY) },
      },
    ]),
  );
  scene(time(19, 18.4), () => phone('aissata').exchange());
}
