/** Tables of the hub's own pages, in each network's schema: an account of one network opens nothing of another. */
import type { SchemaPart } from '../schema.ts';

export const WEB_SCHEMA: SchemaPart = {
  part: 'web',
  common: [],
  network: [
    `create table account (
       login text primary key,
       person text not null,
       password text not null
     );
     -- The secret in the cookie is stored as a hash: a copy of the database opens no session.
     create table session (
       secret bytea primary key,
       login text not null references account on delete cascade,
       person text not null,
       started bigint not null,
       seen bigint not null
     );`,
    `-- The application's secret rests sealed under a key of the data folder; recovery codes as marks under the same key.
     create table second_step (
       login text primary key references account on delete cascade,
       sealed bytea not null,
       since bigint,
       last_step bigint not null default 0
     );
     create table account_recovery (
       login text not null references account on delete cascade,
       mark bytea not null,
       primary key (login, mark)
     );
     alter table session add column stage text not null default 'open' check (stage in ('open', 'code', 'enrol'));
     -- What happened to accounts: only ever added to, and kept a year.
     create table account_event (
       n bigint generated always as identity primary key,
       at bigint not null,
       actor text not null,
       login text not null,
       what text not null
     );`,
  ],
};
