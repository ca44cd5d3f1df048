/** The page of the tests: the real app over the device in memory. The address says which scene: `?scene=open&who=oumar`. */
import '@preact/signals';
import { render } from 'preact';
import { BUILD, SHELL } from '../../src/device/kept.ts';
import { App } from '../../src/device/screens/app.tsx';
import { declarations } from '../../src/modules/index.ts';
import { extensionsOf } from '../../src/ui/records/extend.ts';
import { Fake, PIN } from './fake.ts';
import { taken } from './kept-story.ts';
import type { Who } from './story.ts';

declare global {
  interface Window {
    fake: Fake;
    /** Addresses that were opened on this page. */
    opened: string[];
    /** Last parts of the addresses of the screens that modules have brought so far. */
    besides(): readonly string[];
  }
}

window.opened = [location.hash];
addEventListener('hashchange', () => window.opened.push(location.hash));
window.besides = () =>
  Object.keys(declarations.types).flatMap((type) =>
    extensionsOf(type).flatMap(({ screens = {} }) => Object.keys(screens)),
  );

async function show(): Promise<void> {
  const asked = new URLSearchParams(location.search);
  const scene = asked.get('scene') ?? 'door';
  const who = (asked.get('who') ?? 'aissata') as Who;
  const story = taken(await (await fetch(`/story${location.search}`)).text());
  const { people } = story;
  const fake = new Fake(
    story,
    scene === 'nobody' ? [] : [people.aissata, people.oumar, people.korotoumou, people.fanta],
  );
  window.fake = fake;
  if (asked.has('online')) fake.online = true;
  if (asked.has('practice')) fake.network.value = { name: 'Mode essai', demo: true, practice: true };
  // Of the app all is kept, or only a part as yet.
  const kept = await caches.open(`${BUILD}essai`);
  await (asked.has('part') ? kept.delete(SHELL) : kept.put(SHELL, new Response()));
  if (asked.has('wrongclock')) fake.device.skew = 400 * 24 * 3600 * 1000;
  switch (scene) {
    case 'nobody':
      fake.network.value = null;
      fake.phase.value = 'nobody';
      break;
    case 'first':
      fake.forgetPin(people[who].id);
      break;
    case 'elsewhere':
      fake.phase.value = 'elsewhere';
      break;
    case 'broken':
      fake.trouble.value = { code: 'STORE-BROKEN' };
      fake.phase.value = 'broken';
      break;
    case 'open':
    case 'movement':
    case 'empty': {
      const opened = await fake.open(people[who].id, PIN);
      if (scene !== 'open' || who !== 'aissata') {
        fake.online = true;
        await fake.exchange();
        fake.online = asked.has('online');
      }
      if (!opened.ok) throw new Error(opened.error.code);
      await fake.exchange();
    }
  }
  render(<App jekulu={fake} />, document.getElementById('app') as HTMLElement);
  document.documentElement.dataset['ready'] = 'yes';
}
void show();
