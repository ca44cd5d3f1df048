/**
 * The programme of the branch of Bamako, told in the order it was lived: groups, a selection, a convention, offers, what became of people, certificates. It
 * lives at a place of its own below the branch: who gives its sessions reads its people, and not those of the groups of the communes.
 */
import type { Acts } from '../../kernel/author.ts';
import { valueOf } from '../../kernel/fold.ts';
import { within } from '../../kernel/ids.ts';
import type { Millis, RecordId, Scope } from '../../kernel/types.ts';
import { ownNetwork } from '../../modules/directory/rules.ts';
import { issuerOf } from '../certificates/office.ts';
import type { HubNetwork } from '../network.ts';
import { tellActions } from './actions.ts';
import { tellClubs } from './clubs.ts';
import { tellFollow } from './follow.ts';
import { keepFigures, tellOffice } from './office.ts';
import type { Phone } from './phone.ts';
import { tellRestart } from './restart.ts';
import { jury, tellConvention, tellSelection } from './selection.ts';
import { tellOutside } from './told.ts';
import { tellTraining, trainer } from './training.ts';

/** The pole « Jeunesse, emploi et entrepreneuriat social », by its number. */
const YOUTH = 4;

export async function tellProgramme(of: {
  readonly network: HubNetwork;
  /** On which all of it is written. */
  readonly phone: Phone;
  /** Whose it is. */
  readonly office: RecordId;
  /** The branch. */
  readonly branch: Scope;
  /** In its third year: its groups in the communes come afterwards (`filling.ts`), and the figures that are presented with them. */
  readonly isLarge: boolean;
  readonly now: Millis;
  readonly trainerFrom: Millis;
}): Promise<void> {
  const { phone, office, now, isLarge } = of;
  const home = within(of.branch, 'centre');
  // The network hears the key that signs before the first certificate: at the first start they can be verified.
  await issuerOf(of.network);
  const write = (acts: Acts) => phone.write(acts);
  const [person] = write(trainer(home, of.trainerFrom));
  if (!person) return;
  const { replica: source, device } = phone;
  const stage = { home, trainer: person.record, now, write, source, device, isLarge };
  const { programme, cohorts } = tellTraining(stage);
  const pole = source.list('body').find((body) => valueOf(body, 'number') === YOUTH);
  if (pole) write([{ do: 'edit', record: programme, body: { pole: pole.id } }]);
  const jurors = jury(stage);
  tellSelection(stage, programme, jurors, 'whole');
  tellRestart(stage, jurors);
  tellConvention(stage, programme, ownNetwork(source));
  tellActions(stage, programme, cohorts);
  tellClubs(stage, programme, cohorts[0]?.people ?? []);
  const told = { ...stage, programme, mentor: person.record, office };
  const [over] = cohorts;
  if (!over) return;
  tellFollow({ ...told, like: over.cohort, recent: over.people });
  tellOffice({ ...told, people: over.people });
  if (!isLarge) keepFigures(told);
  tellOutside(told);
}
