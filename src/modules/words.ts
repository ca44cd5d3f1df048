/** The words of every module's screens, in French at once and in English when asked for: one line a module. */
import './access/messages/index.ts';
import './certificates/messages/index.ts';
import './clubs/messages/index.ts';
import './community/messages/index.ts';
import './directory/messages/index.ts';
import './legalform/messages/index.ts';
import './followup/messages/index.ts';
import './network/messages/index.ts';
import './offers/messages/index.ts';
import './people/messages/index.ts';
import './privacy/messages/index.ts';
import './savings/messages/index.ts';
import './telling/messages/index.ts';
import './training/messages/index.ts';
import './training/messages/more/index.ts';
import './voices/messages/index.ts';
