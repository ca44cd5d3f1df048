/** A hub of its own for a test: real database, real HTTP, a small network with people in two branches. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type Hub, type HubOptions, startHub } from '../../src/hub/main.ts';
import type { HubNetwork } from '../../src/hub/network.ts';
import type { Act } from '../../src/kernel/author.ts';
import { branchScope, ROOT, SHARED } from '../../src/kernel/ids.ts';
import type { RecordId, Scope } from '../../src/kernel/types.ts';
import { Device } from './client.ts';
import { givenDatabase } from './given.ts';

export const SIKASSO = branchScope('sikasso');
export const SEGOU = branchScope('segou');

export interface TestHub {
  readonly hub: Hub;
  readonly folder: string;
  /** Stops and starts again on the same data. */
  restart(): Promise<void>;
  end(): Promise<void>;
}

/** One whose data can be handled while it is down. */
export interface StoppableHub extends TestHub {
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** @param options what differs from an ordinary hub. */
export async function openHub(options: Partial<HubOptions> = {}): Promise<StoppableHub> {
  const folder = options.dataDir ?? mkdtempSync(join(tmpdir(), 'jekulu-hub-'));
  const given = options.dataDir || options.databaseUrl ? {} : await givenDatabase();
  const start = async (): Promise<Hub> => {
    const log = pino({ level: process.env['JEKULU_TEST_LOG'] ?? 'silent' });
    const started = await startHub({ port: 0, host: '127.0.0.1', log, ...given, ...options, dataDir: folder });
    if (!started.ok) throw new Error(`${started.error.code}: ${started.error.detail}`);
    return started.value;
  };
  let hub = await start();
  return {
    get hub() {
      return hub;
    },
    folder,
    stop: () => hub.stop(),
    start: async () => {
      hub = await start();
    },
    restart: async () => {
      await hub.stop();
      hub = await start();
    },
    end: async () => {
      await hub.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface People {
  readonly secretary: RecordId;
  readonly coordinator: RecordId;
  /** Animators, in Sikasso and in Ségou. */
  readonly animator: RecordId;
  readonly other: RecordId;
}

/** Four people who have been at it for a while. */
export async function settle(network: HubNetwork): Promise<People> {
  const [secretary, coordinator, animator, other] = [
    await enlist(network, 'Awa Traoré', 'secretariat', ROOT),
    await enlist(network, 'Bakary Koné', 'coordinator', SIKASSO),
    await enlist(network, 'Coumba Diarra', 'animator', SIKASSO),
    await enlist(network, 'Drissa Coulibaly', 'animator', SEGOU),
  ];
  return { secretary, coordinator, animator, other };
}

export async function enlist(
  network: HubNetwork,
  name: string,
  role: string,
  scope: Scope,
  from = '2024-01-01',
): Promise<RecordId> {
  const changes = await network.actAsAuthority((id) => [
    { do: 'create', type: 'person', body: { name }, home: scope },
    { do: 'create', type: 'grant', body: { person: id(0), role, scope, from }, home: scope },
  ]);
  return changes[0]?.record as RecordId;
}

/** A phone in that person's hands. */
export async function phoneOf(url: string, network: HubNetwork, person: RecordId): Promise<Device> {
  return Device.join(url, await network.createCode(person, { createdBy: '', days: 1 }));
}

export const organisation = (name: string, home: Scope = SIKASSO, more: Record<string, string> = {}): Act => ({
  do: 'create',
  type: 'organisation',
  body: { name, kind: 'group', place: 'Loulouni', ...more },
  home,
  shared: [SHARED],
});
