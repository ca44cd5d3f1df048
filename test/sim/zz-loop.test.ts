import { it } from 'vitest';
import { wholeStory } from '../ui/story.ts';
import { trainingStory } from '../ui/training-story.ts';

it('rests', async () => {
  const story = await wholeStory();
  await trainingStory(story);
  const { shared, people, world } = story;
  shared.open(people.oumar.id);
  for (let i = 0; i < 12; i++) {
    const before = JSON.stringify(shared.replica.meta.at);
    await world.sync(shared).catch((e) => console.log(String(e)));
    console.log(before === JSON.stringify(shared.replica.meta.at), JSON.stringify(shared.replica.meta.at), JSON.stringify(shared.replica.reach.map((r) => [r.prefix, r.closed, r.types.length, r.answers?.length])));
  }
}, 60000);
