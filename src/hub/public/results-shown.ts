/** Results as anybody may read them: packs of figures frozen on a day that an office decided to show, and stories of people who agree to it today. */
import { partOf } from '../../kernel/declare.ts';
import { entriesOf, isVoided, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Json, RecordId } from '../../kernel/types.ts';
import { publicFace } from '../../modules/directory/shown.ts';
import { toldOn } from '../../modules/telling/rules.ts';
import { type PackWords, packWords } from '../../modules/training/pack-words.ts';
import { frozenOf } from '../../modules/training/snapshot.ts';
import type { Language } from '../derived/words.ts';

export interface ShownStory {
  readonly id: string;
  readonly name: string;
  readonly called: string;
  readonly text: string;
  readonly on: string;
  /** When the person agreed. */
  readonly agreed: Day;
}
export interface ShownPartner {
  readonly name: string;
  readonly role: string;
  /** The convention that says so, and when it was signed; '' without one. */
  readonly source: string;
  readonly signed: string;
}
export interface ShownResults {
  /** Of the programme. */
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly on: Day;
  readonly words: Readonly<Record<Language, PackWords>>;
  readonly partners: readonly ShownPartner[];
  readonly stories: readonly ShownStory[];
}

/** Types these are made of, besides those of the directory. */
export const RESULT_TYPES = [
  'programme',
  'programme_figures',
  'figures_shown',
  'convention',
  'story',
  'consent',
] as const;

/** Of each programme the latest pack that is shown. */
export async function resultsShown(source: LinkSource, day: Day): Promise<readonly ShownResults[]> {
  const shown = new Set(
    source
      .list('figures_shown')
      .filter((one) => !isVoided(one) && valueOf(one, 'shown') === true)
      .flatMap((one) => refOf(one, 'figures') ?? []),
  );
  const latest = new Map<RecordId, RecordState>();
  for (const pack of source.list('programme_figures')) {
    const of = shown.has(pack.id) && !isVoided(pack) ? refOf(pack, 'programme') : null;
    const before = of && latest.get(source.resolve(of));
    if (of && (!before || textOf(before, 'on') < textOf(pack, 'on'))) latest.set(source.resolve(of), pack);
  }
  const all: ShownResults[] = [];
  for (const [id, pack] of latest) {
    const [programme, frozen] = [source.record(id), frozenOf(textOf(pack, 'figures'))];
    if (!programme || isVoided(programme) || !frozen) continue;
    all.push({
      id,
      name: textOf(programme, 'name'),
      about: textOf(programme, 'about'),
      on: textOf(pack, 'on'),
      words: { fr: await packWords(frozen, 'fr'), en: await packWords(frozen, 'en') },
      partners: partnersOf(source, programme),
      stories: storiesOf(source, id, day),
    });
  }
  return all.sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}

/** Partners of the programme and parties to its conventions that are public bodies or agreed to be named, each with what it signed. */
function partnersOf(source: LinkSource, programme: RecordState): readonly ShownPartner[] {
  const text = (entry: Json, part: string): string => {
    const value = partOf(entry, part);
    return typeof value === 'string' ? value : '';
  };
  const whoOf = (entry: Json): RecordId => source.resolve(text(entry, 'organisation') as RecordId);
  const roles = new Map(entriesOf(programme, 'partners').map(([, entry]) => [whoOf(entry), text(entry, 'role')]));
  const signed = new Map<RecordId, RecordState>();
  for (const convention of linksTo(source, 'convention', 'programme', programme.id))
    for (const [, party] of entriesOf(convention, 'parties')) signed.set(whoOf(party), convention);
  return [...new Set([...roles.keys(), ...signed.keys()])].flatMap((id): readonly ShownPartner[] => {
    const card = source.record(id);
    const named = card && !isVoided(card) && (textOf(card, 'kind') === 'public' || publicFace(card) !== null);
    // The network itself is no partner of its own.
    if (!named || valueOf(card, 'own') === true) return [];
    const convention = signed.get(id);
    return [
      {
        name: textOf(card, 'name'),
        role: roles.get(id) ?? '',
        source: convention ? textOf(convention, 'name') : '',
        signed: convention ? textOf(convention, 'signed') : '',
      },
    ];
  });
}

/** Stories of this programme, and those of none, on whose publication the person agrees today. */
function storiesOf(source: LinkSource, programme: RecordId, day: Day): readonly ShownStory[] {
  return source
    .list('story')
    .flatMap((story): readonly ShownStory[] => {
      const of = refOf(story, 'programme');
      const told = toldOn(source, story, day);
      if ('kept' in told || (of !== null && source.resolve(of) !== programme)) return [];
      return [
        {
          id: story.id,
          name: textOf(story, 'name'),
          called: textOf(story, 'called'),
          text: textOf(story, 'text'),
          on: textOf(story, 'on'),
          agreed: told.on,
        },
      ];
    })
    .sort((a, b) => (a.on < b.on ? 1 : -1));
}
