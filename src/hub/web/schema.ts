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
  ],
};
