/** The story that the address of a test page asks for. Each is told once in a file of tests. */
import { keep } from './kept-story.ts';
import { beginning, movementStory, NOW, registeredTwice, wholeStory } from './story.ts';
import { trainingStory } from './training-story.ts';
import { waysStory } from './ways-story.ts';

const PARTS = ['doubles', 'ways', 'training', 'follow', 'leads'];
const told = new Map<string, Promise<string>>();

/** As text, for a page to take up (`kept-story.ts`). */
export function tell(asked: URLSearchParams): Promise<string> {
  const scene = asked.get('scene');
  const base = scene === 'empty' || scene === 'movement' ? scene : 'whole';
  const parts = PARTS.filter((part) => asked.has(part));
  const name = [base, ...parts].join();
  const before = told.get(name);
  if (before) return before;
  const text = storyOf(base, new Set(parts));
  told.set(name, text);
  return text;
}

async function storyOf(base: string, parts: ReadonlySet<string>): Promise<string> {
  const story = await (base === 'empty' ? beginning() : base === 'movement' ? movementStory() : wholeStory());
  if (base === 'empty') story.world.time = NOW;
  if (parts.has('doubles')) await registeredTwice(story);
  if (parts.has('ways')) await waysStory(story);
  if (parts.has('training') || parts.has('follow'))
    await trainingStory(story, { leads: parts.has('leads'), follow: parts.has('follow') });
  return keep(story);
}
