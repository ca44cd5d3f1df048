/**
 * What a module adds to the sheets and forms of a type besides its declaration. Data goes in, components come out; the generic screens know no module.
 * A module registers once, from a file that `src/modules/screens.ts` imports.
 */
import type { ComponentChildren, ComponentType } from 'preact';
import type { Act } from '../../kernel/author.ts';
import type { Declarations } from '../../kernel/declare.ts';
import type { RecordState } from '../../kernel/fold.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Replica } from '../../kernel/replica.ts';
import type { Body, RecordId, Scope } from '../../kernel/types.ts';
import type { Card } from '../files/vcard.ts';
import type { IconName } from '../icon.tsx';
import type { Load } from '../later.ts';
import type { Open } from '../open.ts';
import type { Answers, RecordForm } from '../record-form.ts';
import type { Path } from '../router.ts';
import type { Read } from './describe.tsx';
import type { TabLink } from './tabs.tsx';

/** A figure under the name; it opens what stands behind it. */
export interface Counter {
  /** As it is read: `84`, `À jour`. */
  readonly figure: string;
  readonly label: string;
  readonly href: string;
}

export interface SheetPart {
  readonly state: RecordState;
  /** Address of the sheet. */
  readonly base: Path;
}

export interface ExtraTab {
  /** Last part of its address. */
  readonly name: string;
  label(open: Open, state: RecordState): string;
  /** Null where this reader cannot know. */
  count?(open: Open, state: RecordState): number | null;
  readonly Shown: ComponentType<SheetPart>;
}

/** A record in a tab. */
export interface LineProps {
  readonly state: RecordState;
  /** Address of its sheet. */
  readonly href: string;
  /** Where it stands, while it is not confirmed. */
  readonly end: ComponentChildren;
}

/** A new record on the sheet of another. */
export interface MadeProps {
  readonly about: RecordId;
  /** Address of the screen. */
  readonly at: Path;
  readonly back: { readonly href: string; readonly label: string };
  /** Where one goes once it is recorded. */
  readonly after: string;
}

export interface TabHead {
  title(): string;
  takes(link: RecordState): boolean;
}

/** More questions in a form, and what is written of them in the same group. */
export interface Along {
  readonly form: RecordForm;
  /** What is known of them before anything is typed. */
  readonly before: Answers;
  /** @param record the one the form is about. */
  acts(answers: Answers, record: RecordId): readonly Act[];
}

export interface Extension {
  /** Come before the counts of the tabs; three are shown. */
  counters?(open: Open, state: RecordState, base: Path): readonly Counter[];
  /** Under the facts of the sheet. */
  readonly Part?: ComponentType<SheetPart>;
  /** Above everything else of the sheet: what one must know before reading on. */
  readonly Check?: ComponentType<SheetPart>;
  readonly tabs?: readonly ExtraTab[];
  /** Has a declared tab its place on this sheet while nothing stands in it? One in which something stands is always shown. */
  fits?(state: RecordState, tab: { readonly type: string; readonly by: string }): boolean;
  /** Above the records of a type in its tab: what they come to. */
  readonly sums?: { readonly [type: string]: ComponentType<{ readonly state: RecordState }> };
  /** Below them: what belongs there and is written elsewhere. */
  readonly under?: { readonly [type: string]: ComponentType<{ readonly state: RecordState }> };
  /** Under which heads the records of a type stand in its tab, in their order; what none takes stands last, under no head. */
  readonly heads?: { readonly [type: string]: readonly TabHead[] };
  /** Beside the questions of a new record while they are answered. */
  aside?(open: Open, answers: Answers, home: Scope): ComponentChildren;
  /**
   * Why a form cannot be recorded as it stands, in words that say the way on; null when nothing stands against it.
   * @param record the one that is being changed; absent for a new one.
   */
  refuse?(open: Open, answers: Answers, record?: RecordId): string | null;
  /** What follows from the answers of a new record without being asked: fields that are never shown, and where it lives. */
  follows?(answers: Answers, open: Open): { readonly known: Body; readonly home?: Scope };
  /**
   * What has to be asked along with these questions; null for nothing.
   * @param known answers that are known before anything is typed.
   * @param record the one that is being changed; null for a new one.
   */
  along?(open: Open, form: RecordForm, known: Answers, record: RecordId | null): Along | null;
  /** Screens beside its list, by the second part of their address, each brought in when it is opened. */
  readonly screens?: { readonly [name: string]: Load<{ readonly default: ComponentType<{ readonly rest: Path }> }> };
  /** What it was called on a past day, of what changes its name; '' where nothing says. */
  titleOn?(state: RecordState, day: Day): string;
  /** What an entry of one of its maps is about, where its key says so; '' where it does not. `field` is the key in the body: `marks.a`. */
  entry?(replica: Replica, state: RecordState, field: string): string;
  /** What stands for a record before its name; null leaves it to the declaration. */
  sign?(read: Read): { readonly icon: IconName; readonly tone: string } | null;
  /** Other ways to see the records of the network, after its lists. */
  ways?(open: Open): readonly TabLink[];
  /** Its line in the tab of another, where more can be done than open it. */
  readonly Line?: ComponentType<LineProps>;
  /** In place of its form on the sheet of another: what is spoken is not typed. */
  readonly made?: Load<{ readonly default: ComponentType<MadeProps> }>;
  /** Above the list. */
  readonly Above?: ComponentType;
  /** Under the list: what is done once in a while. */
  readonly Below?: ComponentType;
  /** Its address as an envelope bears it, for paper. */
  address?(state: RecordState): string;
  /** Its card in an address book; null for what has none. Comes when somebody takes one. */
  readonly card?: Load<{ cardHere(open: Open, state: RecordState): Card | null }>;
  /** What of the records of a type may go to somebody outside; said once, of `EVERY` type. Comes when a file is about to be taken. */
  readonly partner?: Load<PartnerPart>;
}

export interface PartnerPart {
  /** Does a file of this type look different when it is for a partner? */
  namesPeople(decl: Declarations, type: string): boolean;
  /** Each of these records as it may go out; those that stay are missing. */
  givenTo(open: Open, records: readonly RecordState[]): readonly RecordState[];
}

/** Stands for all types, those to come included. */
export const EVERY = '*';

const extensions = new Map<string, Extension[]>();

export function extend(type: string, extension: Extension): void {
  const before = extensions.get(type);
  if (before) before.push(extension);
  else extensions.set(type, [extension]);
}

export const extensionsOf = (type: string): readonly Extension[] => extensions.get(type) ?? [];

/** What modules ask along with a form, each adding to what the one before it made. */
export function alongOf(open: Open, form: RecordForm, known: Answers, record: RecordId | null): Along {
  let all: Along = { form, before: {}, acts: () => [] };
  for (const { along } of extensionsOf(form.type.name)) {
    const before = all;
    const more = along?.(open, before.form, known, record);
    if (more)
      all = {
        form: more.form,
        before: { ...before.before, ...more.before },
        acts: (answers, of) => [...before.acts(answers, of), ...more.acts(answers, of)],
      };
  }
  return all;
}
