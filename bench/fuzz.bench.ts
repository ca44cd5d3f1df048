/**
 * Hostile input, seeded: most of it given to the parts that read it, some of it sent to a real hub on PostgreSQL. Nothing may stop, be half taken,
 * or tell a client how the hub is built.
 *   --inputs N   in all (default 1,000,000)      --outside N   of these through HTTP (default 12,000)
 *   --seed N     another million
 */
import { INSIDE } from '../test/fuzz/inside.ts';
import { outside } from '../test/fuzz/outside.ts';
import { type Fuzzed, fuzz } from '../test/fuzz/run.ts';
import { openTarget } from '../test/fuzz/target.ts';
import { table } from './table.ts';

function told(name: string, { fed, failures }: Fuzzed, seconds: number): void {
  console.log(
    `${name}: ${[...fed].map(([source, count]) => `${source} ${count}`).join(', ')} (${Math.round(seconds)} s)`,
  );
  for (const { source, seed, what } of failures) console.log(`✗ ${source}, seed ${seed}: ${what}`);
}

export default async function run(args: readonly string[]): Promise<Record<string, number>> {
  const option = (name: string, otherwise: number): number =>
    args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise;
  const [inputs, through, seed] = [option('--inputs', 1_000_000), option('--outside', 12_000), option('--seed', 1)];
  let start = performance.now();
  const lap = (): number => {
    const spent = (performance.now() - start) / 1000;
    start = performance.now();
    return spent;
  };
  const inner = await fuzz(INSIDE, inputs - through, seed);
  const insideTook = lap();
  told('inside', inner, insideTook);
  const target = await openTarget();
  lap();
  const outer = await fuzz(outside(target), through, seed);
  const outsideTook = lap();
  const unsound = await target.end();
  told('through HTTP', outer, outsideTook);
  const often = [...target.answers].filter(([, n]) => n >= 20).sort(([a], [b]) => (a < b ? -1 : 1));
  console.log(`answered: ${often.map(([said, n]) => `${said}: ${n}`).join(', ')}`);
  for (const what of unsound) console.log(`✗ afterwards: ${what}`);
  const figures = {
    inputs: inner.inputs + outer.inputs,
    failures: inner.failures.length + outer.failures.length + unsound.length,
    through_http: outer.inputs,
    inside_per_s: Math.round(inner.inputs / insideTook),
    http_per_s: Math.round(outer.inputs / outsideTook),
  };
  table([
    ['hostile inputs', figures.inputs, '', '≥ 1,000,000'],
    ['faults', figures.failures, '', '0'],
    ['of them through HTTP and PostgreSQL', figures.through_http, '', ''],
    ['given to the parts', figures.inside_per_s, '/s', ''],
    ['through HTTP', figures.http_per_s, '/s', ''],
  ]);
  return figures;
}
