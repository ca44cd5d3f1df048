/**
 * A timetable that calendars subscribe to, at `/agenda/<secret>.ics`: asked without a session, by whoever holds the address its owner made on a phone.
 * It gives what that person may read now, and nobody's name: neither learners nor the reasons of what was called off.
 */
import type { FastifyInstance } from 'fastify';
import { millisOf } from '../../kernel/clock.ts';
import { isVoided, type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import type { RecordId } from '../../kernel/types.ts';
import { agendaOf, isSecret, markOf } from '../../modules/training/agenda.ts';
import { dayOfSession, giversOf } from '../../modules/training/rules.ts';
import { whereText } from '../../modules/training/sites.ts';
import { type CalendarEvent, icalendar, slotOf } from '../../modules/training/timetable.ts';
import { t } from '../../ui/i18n.ts';
import { bringRecords, followed, Gathered } from '../programmes/gather.ts';
import type { WebDeps } from './door.ts';
import { Visit } from './visit.ts';

/** Calendars look a few times a day; whoever guesses looks more often. */
const RATE = { rateLimit: { max: 30, timeWindow: 60_000 } };
const HOURS = 6;
const MOST = 2_000;
/** What is longer past is in nobody's way. */
const BACK = 60 * 24 * 3600 * 1000;

export function registerAgenda(web: FastifyInstance, deps: WebDeps): void {
  web.get<{ Params: { name: string } }>('/agenda/:name', { config: RATE }, async (request, reply) => {
    const secret = request.params.name.replace(/\.ics$/, '');
    const text = isSecret(secret) ? await calendarOf(secret, deps) : null;
    reply.header('cache-control', 'private, no-store').header('x-robots-tag', 'noindex');
    // Never made, stopped, and of somebody without a right any more: all look alike.
    if (text === null)
      return reply
        .code(404)
        .type('text/plain; charset=utf-8')
        .send(`${t('cours.agenda.none')}\n`);
    return reply.type('text/calendar; charset=utf-8').send(text);
  });
}

async function calendarOf(secret: string, deps: WebDeps): Promise<string | null> {
  const mark = markOf(secret);
  for (const { network } of deps.hosted()) {
    await network.links.bring({ agenda: ['mark'] });
    for (const state of await network.links.naming('agenda', 'mark', [mark as RecordId])) {
      const what = agendaOf(state);
      const owner = refOf(state, 'person');
      // Rights are those of whoever wrote the mark: nobody reads by the rights of another.
      if (!what || !owner || textOf(state, 'mark') !== mark || state.fields['mark']?.[0]?.by !== owner) continue;
      const visit = await Visit.begin(network, deps.decl, { person: owner, login: '', secret: '' }, deps.now());
      if (visit) return render(visit, what === 'all' ? await visit.list('session', MOST) : await given(visit, owner));
    }
  }
  return null;
}

/** Sessions this person gives: by name, or as a trainer of their group where nobody is named. */
async function given(visit: Visit, person: RecordId): Promise<readonly RecordState[]> {
  const { links } = visit.network;
  await links.bring(followed());
  const source = new Gathered();
  await bringRecords(links, source, [person]);
  const cohorts = await visit.naming('cohort', [person]);
  source.add(cohorts);
  const [named, theirs] = await Promise.all([
    links.naming('session', 'trainer', [person]),
    links.naming('session', 'cohort', ids(cohorts)),
  ]);
  const unnamed = theirs.filter((one) => !refOf(one, 'trainer') && giversOf(source, one).includes(person));
  return [...named, ...unnamed];
}

const ids = (states: readonly RecordState[]): readonly RecordId[] => states.map(({ id }) => id);

async function render(visit: Visit, all: readonly RecordState[]): Promise<string> {
  const { links, card } = visit.network;
  const since = dayOf(visit.now - BACK);
  const sessions = all.filter((one) => !isVoided(one) && visit.reads(one) && dayOfSession(one) >= since);
  const source = new Gathered();
  source.add(sessions);
  const named = (states: readonly RecordState[], field: string) => states.flatMap((one) => refOf(one, field) ?? []);
  await bringRecords(links, source, [
    ...named(sessions, 'cohort'),
    ...named(sessions, 'module'),
    ...named(sessions, 'venue'),
  ]);
  await bringRecords(links, source, named(source.list('cohort'), 'venue'));
  const nameOf = (id: RecordId | null): string => {
    const state = id ? source.record(source.resolve(id)) : null;
    return state && visit.reads(state) ? textOf(state, 'name') : '';
  };
  const events = sessions.map((session): CalendarEvent => {
    const slot = slotOf(source, session);
    const cohort = slot.cohort ? source.record(slot.cohort) : null;
    return {
      uid: `${session.id}@${card.network}.jekulu`,
      day: slot.day,
      start: slot.start,
      end: slot.end,
      summary: [nameOf(refOf(session, 'module')), nameOf(slot.cohort)].filter((one) => one !== '').join(' · '),
      place: [slot.room, whereText(source, session, cohort)].filter((one) => one !== '').join(', '),
      about: slot.replaces && slot.replaces !== slot.trainer ? t('cours.agenda.instead') : '',
      cancelled: slot.cancelled,
      changed: millisOf(session.updated.eff),
    };
  });
  events.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.start - b.start));
  return icalendar(card.name, events, visit.now, HOURS);
}
