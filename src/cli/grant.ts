/** `jekulu grant`: a right given by the authority itself, for the first day or when nobody of the office can come in any more. */
import { branchActs } from '../hub/branch-card.ts';
import { placeWords, roleWords } from '../hub/web/words.ts';
import { textOf } from '../kernel/fold.ts';
import { dayOf } from '../kernel/grant.ts';
import { branchScope, ROOT } from '../kernel/ids.ts';
import { declarations } from '../modules/index.ts';
import { branchCode } from '../ui/branch-code.ts';
import { inside, networkFrom, type Options, personFrom } from './office.ts';
import { CommandError, type Terminal } from './say.ts';
import type { Settings } from './settings.ts';

export async function giveRight(settings: Settings, options: Options, terminal: Terminal): Promise<void> {
  const role = options['role'] ?? '';
  const at = declarations.roles[role]?.at;
  if (at !== 'network' && at !== 'branch') {
    const known = Object.entries(declarations.roles).filter(([, one]) => one.at !== 'organisation');
    const names = known.map(([name]) => name).join(', ');
    throw new CommandError(`Quel rôle ? --role, parmi : ${names}`, `Which role? --role, one of: ${names}`);
  }
  const slug = at === 'branch' ? branchCode(options['branch'] ?? '') : null;
  if (at === 'branch' && !slug)
    throw new CommandError(
      'Dans quelle antenne ? --branch, par exemple --branch sikasso',
      'In which branch? --branch, for example --branch sikasso',
    );
  const until = dayFrom(options['until']);
  const scope = slug ? branchScope(slug) : ROOT;
  await inside(settings, async (networks) => {
    const network = networkFrom(networks, options);
    const person = await personFrom(network, options);
    const body = { person: person.id, role, scope, from: dayOf(Date.now()), ...(until && { to: until }) };
    const card = slug ? await branchActs(network, options['branch'] ?? '') : [];
    await network.actAsAuthority([{ do: 'create', type: 'grant', body, home: scope }, ...card]);
    terminal.out(`${textOf(person, 'name')} : ${roleWords(role)}, ${placeWords(scope)}${until ? ` → ${until}` : ''}`);
    terminal.out('Son téléphone l’apprend au prochain échange. / Their phone hears of it at its next exchange.');
  });
}

function dayFrom(text: string | undefined): string | undefined {
  if (text === undefined || (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)))) return text;
  throw new CommandError(`--until attend un jour comme 2027-01-31 : « ${text} ».`, '--until wants a day: 2027-01-31.');
}
