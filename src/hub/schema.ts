/**
 * The tables, in plain SQL of the PostgreSQL 15 subset, written by hand: every question on a hot path is one statement that reads as it runs,
 * which a query builder would only hide.
 *
 * One schema a network (`n_<id>`): no statement of one network can name a row of another. A small common schema says which networks there are.
 * Steps are numbered by their place in the list and never edited once released: a change of mind is one more step.
 */
import type { NetworkId } from '../kernel/types.ts';

/** Tables of one part of the hub: those all networks share, and those each has. Inside a step names need no schema. */
export interface SchemaPart {
  readonly part: string;
  readonly common: readonly string[];
  readonly network: readonly string[];
}

export const COMMON = 'jekulu';
/** Safe inside SQL: a network's id has letters and digits only. */
export const schemaOf = (network: NetworkId): string => `n_${network}`;

export const HUB_SCHEMA: SchemaPart = {
  part: 'hub',
  common: [
    `create table network (
       id text primary key,
       slug text not null unique,
       name text not null,
       mode text not null check (mode in ('real', 'practice')),
       demo boolean not null,
       settings json not null,
       created timestamptz not null default now()
     )`,
  ],
  network: [
    `
    -- One life of this log; a hub restored from a backup begins another.
    create table life (epoch text not null);
    insert into life values (substr(replace(gen_random_uuid()::text, '-', ''), 1, 16));

    -- Every change ever received, with what was ruled of it. \`json\`, not \`jsonb\`: kept as it was written, any character allowed.
    create table change (
      device text not null,
      seq bigint not null,
      first bigint not null,
      record text not null,
      type text not null,
      by_person text not null,
      state text not null,
      cause text,
      received bigint not null,
      told_at bigint not null,
      eff bigint not null,
      link text not null,
      ruling json,
      envelope json not null,
      primary key (device, seq)
    ) with (fillfactor = 95);
    create index change_record on change (record);
    create index change_cause on change (cause) where state = 'held';
    create index change_open on change (state, received) where state in ('returned', 'held', 'quarantined');

    -- The log as replicas read it: by position, filtered by scope. A reader passes each position once, so no index by scope is kept:
    -- it would cost every write more than it saves a first exchange.
    create table entry (
      pos bigint primary key,
      scope text not null,
      type text not null,
      device text not null,
      seq bigint not null
    );

    -- What the confirmed changes make. Rewritten in place at each change: room is left in every page, and no index holds what changes.
    create table record (
      id text primary key,
      type text not null,
      person text,
      places text[] not null,
      made boolean not null,
      eff bigint not null,
      state json not null
    ) with (fillfactor = 70);
    create index record_type on record (type);
    create index record_person on record (person, type) where person is not null;

    create table device_log (device text primary key, last bigint not null, link text not null) with (fillfactor = 50);

    -- The tables below are this hub's own notes; nothing of them replicates.
    create table contact (
      device text primary key,
      n bigint not null,
      last bigint not null,
      served_pos bigint not null,
      served_at bigint not null,
      told_at bigint not null,
      app text not null,
      skew bigint not null
    ) with (fillfactor = 50);
    create table recovery (device text not null, person text not null, next bigint not null, primary key (device, person));
    create table code (
      hash text primary key,
      person text not null,
      created_by text not null,
      expires bigint not null,
      used_at bigint,
      used_by text
    );
    `,
    `
    -- Files that left the hub: who took what, when, and how many records it held; null while it is being read, or when it was cut off.
    create table export (
      n bigint generated always as identity primary key,
      at bigint not null,
      person text not null,
      what text not null,
      records bigint
    );
    `,
    `
    -- What the log says of a part of it at a position, for whoever begins to read there. May be lost at no harm: it is made again.
    create table snapshot (part text primary key, epoch text not null, pos bigint not null, size bigint not null);
    create table segment (
      name text primary key,
      part text not null,
      pos bigint not null,
      n int not null,
      changes int not null,
      bytes bytea not null
    );
    create index segment_part on segment (part, pos);
    alter table segment alter column bytes set storage external;
    `,
    `
    -- What a file that left the hub was narrowed to.
    alter table export add column how text not null default '';
    `,
    `
    -- Imports, to be listed and taken back. Other work has no batch and costs no entry.
    create index change_batch on change ((envelope->>'batch')) where envelope->>'batch' is not null;
    -- Files on their way in, for a day; and what people said of the columns of such files.
    create table import_file (
      id text primary key,
      person text not null,
      at bigint not null,
      file text not null,
      type text not null,
      home text not null,
      body bytea not null,
      mapping json not null,
      report json
    );
    create table import_mapping (heading text primary key, mapping json not null);
    `,
    `
    -- The batch as a column: a question inside an envelope fails on characters that PostgreSQL has no text for, and a phone may write those.
    drop index change_batch;
    alter table change add column batch text;
    update change set batch = envelope->>'batch' where envelope->>'batch' is not null;
    create index change_batch on change (batch) where batch is not null;
    `,
    `
    -- Which records name which, for pages that follow references. Brought up to date when asked; made again when lost.
    create table link (type text not null, field text not null, named text not null, record text not null, primary key (type, field, named, record));
    create index link_record on link (record);
    create table link_seen (type text primary key, pos bigint not null, fields text not null);
    `,
    `
    -- What was found to be the same as another is asked for with every question of who names something.
    create index link_alias on link (named) where field = ':alias';
    `,
  ],
};
