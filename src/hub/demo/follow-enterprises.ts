/** Enterprises of the pilot group on all steps of their way: at work, registered, registered on somebody's word alone, a plan, an idea, and one that closed. */
import type { Day } from '../../kernel/moment.ts';
import type { Body, RecordId } from '../../kernel/types.ts';
import { CRITERIA_FROM } from '../../modules/followup/enterprises.ts';
import { dayAt, type FollowStage } from './follow.ts';
import { group } from './movement.ts';

const INVENTED = 'Organisation inventée pour la démonstration.';

/** Tells them all. @returns the group that dries fruit. */
export function enterprises(stage: FollowStage, people: readonly RecordId[]): RecordId {
  const { home, programme, write } = stage;
  const day = dayAt(stage);
  const served = (counts: readonly number[]): Body =>
    Object.fromEntries(counts.map((users, at) => [`users.${at}`, { on: day(-150 + at * 31).slice(0, 7), users }]));
  const step = (is: string, on: Day, more: Body = {}): Body => ({ [`stages.${is}`]: { is, on, ...more } });
  const found = (
    name: string,
    kind: string,
    on: number,
    domain: string,
    founders: readonly number[],
    more: Body = served([38, 44, 51, 47]),
    founded: Body = { founded: day(on) },
  ) =>
    write(
      group((add) => {
        const card: Body = { name, kind, place: 'Bamako, Commune I', about: INVENTED, ...founded };
        const organisation = add('organisation', card, home);
        for (const at of founders)
          add('involvement', { person: people[at] as RecordId, organisation, kind: 'founder', from: day(on) }, home);
        add('enterprise', { organisation, programme, on: day(on), domain, ...more }, home);
      }),
    )[0]?.record as RecordId;
  const paper = (number: string): Body => ({ proof: 'paper', paper: `RCCM ${number} (exemple)` });
  const dryers = found('Groupement Sabali, fruits séchés', 'group', -210, 'food', [6, 7, 2, 9], {
    ...served([38, 44, 51, 47]),
    ...step('idea', day(-300)),
    ...step('plan', day(-260), { proof: 'paper', paper: 'Plan d’affaires' }),
    ...step('registered', day(-225), paper('1204')),
    ...step('operating', day(-210), { proof: 'seen' }),
  });
  // Closed after its first months; the others were looked at again: one strengthened, one nobody found, two nobody has looked at yet.
  found('Nettoyage Sanuya', 'enterprise', -300, 'sanitation', [8, 5], { ended: day(-60) });
  const look = (at: string, on: number, is: string): Body => ({ [`looks.${at}`]: { at, on: day(on), is } });
  found('Atelier Bɛnkadi, couture', 'group', -420, 'craft', [0], {
    ...look('6', -230, 'alive'),
    ...look('12', -50, 'alive'),
    criteria: ['purpose', 'governance', 'profit', 'autonomy'],
    criteriaBy: stage.mentor,
    criteriaOn: day(-50),
    criteriaVersion: CRITERIA_FROM.version,
    'supports.1': { kind: 'created', on: day(-420) },
    'supports.2': { kind: 'strengthened', on: day(-120) },
  });
  const lost = { ...look('6', -210, 'alive'), ...look('12', -30, 'unreached') };
  found('Étal Jiguiya, savons', 'group', -400, 'trade', [4], lost);
  const three = { ...look('6', -195, 'alive'), criteria: ['purpose', 'governance', 'profit'] };
  found('Maçons de Korofina', 'group', -380, 'building', [1, 12], three);
  // On their way: registered and not at work yet, registered as they say, a plan, an idea.
  found('Jus Nyɛta', 'enterprise', -60, 'food', [3, 15], {
    ...step('idea', day(-150)),
    ...step('plan', day(-110), { proof: 'paper', paper: 'Plan d’affaires' }),
    ...step('registered', day(-60), paper('2318')),
  });
  found('Motos de Korofina, réparation', 'group', -70, 'transport', [13], {
    ...step('plan', day(-120), { proof: 'seen' }),
    ...step('registered', day(-70), { proof: 'said' }),
  });
  found('Jardin de Sotuba', 'group', -90, 'agro', [11], { ...step('plan', day(-90), { proof: 'seen' }) }, {});
  found('Garderie du quartier', 'group', -25, 'education', [10, 14], { ...step('idea', day(-25)) }, {});
  return dryers;
}
