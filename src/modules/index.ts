/** Everything this installation knows: one line a module. */
import { declare } from '../kernel/declare.ts';
import { access } from './access/model.ts';
import { certificates } from './certificates/model.ts';
import { clubs } from './clubs/model.ts';
import { community } from './community/model.ts';
import { directory } from './directory/model.ts';
import { followup } from './followup/model.ts';
import { legalform } from './legalform/model.ts';
import { network } from './network/model.ts';
import { offers } from './offers/model.ts';
import { people } from './people/model.ts';
import { privacy } from './privacy/model.ts';
import { savings } from './savings/model.ts';
import { telling } from './telling/model.ts';
import { training } from './training/model.ts';
import { moreTraining } from './training/model-more.ts';
import { room } from './training/model-room.ts';
import { sites } from './training/model-sites.ts';
import { voices } from './voices/model.ts';

export const declarations = declare(
  // One line a module.
  access,
  people,
  directory,
  certificates,
  network,
  privacy,
  training,
  moreTraining,
  room,
  sites,
  legalform,
  followup,
  offers,
  telling,
  voices,
  community,
  clubs,
  savings,
);
