/** Feeds seeded hostile inputs to sources and keeps what broke. Each input has a seed of its own, so that one alone can be repeated. */
import { Random } from '../sim/random.ts';

/** Where hostile input enters. Another one is one more line in a list of sources. */
export interface Source {
  readonly name: string;
  /** How often compared with the others. */
  readonly share: number;
  /** Feeds one input; tells what broke, or null. What it throws is a failure too. */
  feed(random: Random): string | null | Promise<string | null>;
}

export interface Failure {
  readonly source: string;
  readonly seed: number;
  readonly what: string;
}

export interface Fuzzed {
  readonly inputs: number;
  readonly failures: readonly Failure[];
  /** Inputs of each source. */
  readonly fed: ReadonlyMap<string, number>;
}

/** More are not worth reading. */
const MOST = 50;

export async function fuzz(sources: readonly Source[], inputs: number, seed: number): Promise<Fuzzed> {
  const choice = new Random(seed);
  const weights = sources.map((source) => [source.share, source] as const);
  const fed = new Map<string, number>();
  const failures: Failure[] = [];
  let done = 0;
  while (done < inputs && failures.length < MOST) {
    const source = choice.weighted(weights);
    const own = (seed * 1_000_003 + done) >>> 0;
    let what: string | null;
    try {
      what = await source.feed(new Random(own));
    } catch (error) {
      what = `threw ${(error as Error).stack ?? error}`;
    }
    done++;
    fed.set(source.name, (fed.get(source.name) ?? 0) + 1);
    if (what !== null) failures.push({ source: source.name, seed: own, what });
  }
  return { inputs: done, failures, fed };
}
