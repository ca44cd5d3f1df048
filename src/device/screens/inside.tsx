/** Behind the door: which address shows which screen. Groups that are not opened first come when they are. */
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { RecordId } from '../../kernel/types.ts';
import { useJekulu } from '../../ui/context.ts';
import { drafts, refreshDrafts } from '../../ui/drafts.ts';
import { rooms, toDo } from '../../ui/frame.tsx';
import { t } from '../../ui/i18n.ts';
import { addIcons } from '../../ui/icon.tsx';
import { whenFree } from '../../ui/later.ts';
import { useOpen } from '../../ui/open.ts';
import { pictograms } from '../../ui/pictograms.ts';
import { roomsOf, typeAt, VERSIONS } from '../../ui/records/routes.ts';
import { go, href, path, startRouter } from '../../ui/router.ts';
import { signs } from '../../ui/signs.ts';
import { inSlices } from '../../ui/slices.ts';
import { Toast } from '../../ui/toast.tsx';
import '../../modules/words.ts';
import '../../ui/messages/index.ts';
import '../bring-bambara.ts';
import '../messages/faces/index.ts';
import '../messages/index.ts';
import { useDoubles } from './doubles.ts';
import { Fix } from './fix.tsx';
import { type LoadScreen, Missing, Part, type Screen } from './part.tsx';
import { useAskRules, useRuleTasks } from './rule-tasks.ts';
import { Sent } from './sent.tsx';
import { Today } from './today.tsx';
import { lookForDoubts, thingsToDo } from './todo.ts';

addIcons({ ...signs, ...pictograms });

/** What modules add to their types comes with the screens that show them. */
const added = <T,>(screens: Promise<T>): Promise<T> =>
  Promise.all([screens, import('../../modules/screens.ts')]).then(([screen]) => screen);

const FIRST: { readonly [name: string]: Screen } = { '': Today, corriger: Fix, envois: Sent };
const GROUPS: { readonly [name: string]: LoadScreen } = {
  chercher: () => added(import('../../ui/records/search-all.tsx')),
  reseau: () => import('./network.tsx'),
  plus: () => import('./more.tsx'),
  appel: () => added(import('../../modules/training/screens/roll.tsx')),
  parcours: () => added(import('../../modules/legalform/screens/ways.tsx')),
  'quelle-forme': () => added(import('../../modules/legalform/screens/guide.tsx')),
  verifier: () => import('../../modules/certificates/screens/verify.tsx'),
  [VERSIONS]: () => added(import('./versions.tsx')),
  doublons: () => added(import('../../modules/directory/screens/doubles-list.tsx')),
};

const records: LoadScreen = () => added(import('../../ui/records/index.tsx'));

/** Who opened this device last: the same person goes on where they were, another starts with their own day. */
let openedBy: RecordId | null = null;

export function Inside(): ComponentChildren {
  const jekulu = useJekulu();
  const { replica, me } = useOpen();
  useLayoutEffect(startRouter, []);
  useLayoutEffect(() => {
    if (openedBy !== null && openedBy !== me.person) go(href(), 'replace');
    openedBy = me.person;
  }, [me.person]);
  useEffect(() => {
    void refreshDrafts(jekulu);
  }, [jekulu]);
  const [name = '', ...rest] = path.value;
  const { reach } = replica;
  useEffect(() => {
    rooms.value = roomsOf(replica);
  }, [replica, reach]);
  const Shown = FIRST[name];
  const group = GROUPS[name];
  const listed = typeAt(replica, name);
  return (
    <>
      {Shown ? (
        <Shown rest={rest} />
      ) : group ? (
        <Part key={name} load={group} rest={rest} />
      ) : listed ? (
        <Part key="records" load={records} rest={path.value} />
      ) : (
        <Missing title={t('nowhere.title')} text={t('nowhere.text')} />
      )}
      <Toast />
      {useStands() && <Aside />}
    </>
  );
}

const whenIdle = globalThis.requestIdleCallback ?? ((act: () => void) => setTimeout(act, 50));

/** Does the first screen stand? What walks over the whole copy waits for it. */
function useStands(): boolean {
  const [stands, setStands] = useState(false);
  useEffect(() => {
    let here = true;
    void whenFree().then(() => whenIdle(() => here && setStands(true), { timeout: 1000 }));
    return () => {
      here = false;
    };
  }, []);
  return stands;
}

/** What is counted beside the screen: things to do, and what may be there twice. */
function Aside(): null {
  const { jekulu, replica, me, now } = useOpen();
  useDoubles();
  useAskRules();
  const rules = useRuleTasks();
  const version = jekulu.version.value;
  const [looked, setLooked] = useState<number | null>(null);
  useEffect(
    () =>
      inSlices(
        (goOn) => lookForDoubts(replica, goOn),
        () => setLooked(version),
      ),
    [replica, version],
  );
  const count = looked === version ? thingsToDo({ replica, me, drafts: drafts.value, rules, now }).length : toDo.value;
  useEffect(() => {
    toDo.value = count;
  }, [count]);
  return null;
}
