/**
 * What a monitoring program reads of the hub, in Prometheus' text format. Counts only: routes by their pattern, answers by their status; no
 * address, no person, no name of a network.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from './wire-error.ts';

/** Seconds within which answers are counted. */
const BUCKETS = [0.025, 0.1, 0.5, 2.5, 10] as const;

export interface Gauge {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly value: number | null;
}

export class Metrics {
  readonly #answers = new Map<string, number>();
  readonly #within = BUCKETS.map(() => 0);
  #count = 0;
  #sum = 0;

  /** @param route its pattern, never its address. */
  answered(method: string, route: string, status: number, seconds: number): void {
    const key = `method="${method}",route="${route.replace(/["\\\n]/g, '')}",status="${status}"`;
    this.#answers.set(key, (this.#answers.get(key) ?? 0) + 1);
    this.#count++;
    this.#sum += seconds;
    for (const [i, limit] of BUCKETS.entries()) if (seconds <= limit) this.#within[i] = (this.#within[i] ?? 0) + 1;
  }

  text(gauges: readonly Gauge[]): string {
    const lines = ['# HELP jekulu_answers_total Answers given.', '# TYPE jekulu_answers_total counter'];
    for (const [labels, count] of this.#answers) lines.push(`jekulu_answers_total{${labels}} ${count}`);
    const time = 'jekulu_answer_seconds';
    lines.push(`# HELP ${time} Time to an answer.`, `# TYPE ${time} histogram`);
    for (const [i, limit] of BUCKETS.entries()) lines.push(`${time}_bucket{le="${limit}"} ${this.#within[i]}`);
    lines.push(`${time}_bucket{le="+Inf"} ${this.#count}`, `${time}_sum ${this.#sum}`, `${time}_count ${this.#count}`);
    for (const { name, help, type, value } of gauges)
      if (value !== null)
        lines.push(`# HELP jekulu_${name} ${help}`, `# TYPE jekulu_${name} ${type}`, `jekulu_${name} ${value}`);
    return `${lines.join('\n')}\n`;
  }
}

/** Holds the word a monitoring program has to say, where there is such a file in the data folder. */
export const TOKEN_FILE = 'metrics-token';

export interface MetricsDeps {
  readonly metrics: Metrics;
  readonly dataDir: string | undefined;
  gauges(): Promise<readonly Gauge[]>;
}

/** `/metrics`: for this machine itself, or, where the token file exists, for whoever says its word. To everybody else nothing is there. */
export function metricsRoute(app: FastifyInstance, { metrics, dataDir, gauges }: MetricsDeps): void {
  app.get('/metrics', async (request, reply) => {
    const token = dataDir ? readToken(join(dataDir, TOKEN_FILE)) : null;
    if (token === null ? !isLocal(request) : !saysWord(request, token))
      return reply.code(404).send(refuse({ code: 'HUB-NOTHING-HERE' }).body);
    return reply
      .header('cache-control', 'no-store')
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(metrics.text(await gauges()));
  });
}

/** Read each time: it may be changed while the hub runs. An empty file lets nobody in. */
const readToken = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8').trim() : null);

/** From this machine and not passed on by a proxy, which would make everybody local. */
function isLocal(request: FastifyRequest): boolean {
  const { headers, socket } = request;
  const passedOn = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some((name) => headers[name] !== undefined);
  return !passedOn && /^(::1|(::ffff:)?127\.)/.test(socket.remoteAddress ?? '');
}

function saysWord(request: FastifyRequest, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const said = request.headers.authorization ?? '';
  return token !== '' && timingSafeEqual(digest(said), digest(`Bearer ${token}`));
}
