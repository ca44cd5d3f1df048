/** Whom have I still to mark, and what do I think of this request? Each tap is kept at once, with or without a network. */
import { useRef, useState } from 'preact/hooks';
import type { Acts } from '../../../kernel/author.ts';
import { entryKey } from '../../../kernel/declare.ts';
import { textOf } from '../../../kernel/fold.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { Body, RecordId, Refusal } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Notice, Row, Sign } from '../../../ui/parts.tsx';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { go, href, type Path } from '../../../ui/router.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { titleOf } from '../../../ui/words.ts';
import { TIES } from '../model-more.ts';
import { pointsOf } from '../selection.ts';
import { type Request, type Round, scoreId, sheetsOf, toMark } from '../selection-read.ts';
import { MARK } from './selection-addresses.ts';
import { Grade } from './selection-grade.tsx';
import { aboutOf, NoRound, nameOf, outText, pointsText, useRound } from './selection-parts.tsx';
import { eligibilityText } from './sheet.tsx';

/** `selections/noter/<round>`, `selections/noter/<round>/<request>`, both with `/pour/<juror>` where marks on paper are typed for somebody. */
export default function Mark({ rest }: { readonly rest: Path }) {
  const open = useOpen();
  const { replica, me } = open;
  const round = useRound(rest[0]);
  if (!round) return <NoRound />;
  const forAt = rest.indexOf('pour');
  const given = forAt > 0 ? rest[forAt + 1] : undefined;
  const juror = isRecordId(given) ? replica.resolve(given) : replica.resolve(me.person);
  const request = forAt === 1 ? undefined : round.requests.find(({ application }) => application.id === rest[1]);
  const props = { round, juror, own: juror === replica.resolve(me.person) };
  return request ? <One key={request.application.id} {...props} request={request} /> : <List {...props} />;
}

interface Props {
  readonly round: Round;
  readonly juror: RecordId;
  /** Do they mark for themselves? Otherwise they type what stands on paper. */
  readonly own: boolean;
}

const addressOf = ({ round, juror, own }: Props, request?: Request): string =>
  href(
    'selections',
    MARK,
    round.selection.id,
    ...(request ? [request.application.id] : []),
    ...(own ? [] : ['pour', juror]),
  );

const sheetOf = (open: Pick<ReturnType<typeof useOpen>, 'replica'>, application: RecordId, juror: RecordId) =>
  sheetsOf(open.replica, application).find((sheet) => sheet.juror === juror);

function List(props: Props) {
  const { round, juror, own } = props;
  const open = useOpen();
  const { replica, me, now } = open;
  const [all, setAll] = useState(false);
  const { selection, requests, grid, jury } = round;
  const left = toMark(replica, round, juror);
  const markable = requests.filter(({ out }) => out === null || out === 'unmarked');
  const shown = all ? markable : left;
  const types = replica.may(me.person, 'edit', 'selection', selection.home, now);
  const may = (own || types) && (jury.size === 0 || jury.has(juror));
  return (
    <Frame
      title={own ? t('selection.mark') : t('selection.mark.for', { name: titleOf(replica, juror) })}
      sub={titleOf(replica, selection.id)}
      back={{ href: href('selections', selection.id), label: t('selection.back') }}
    >
      <div class="stack narrow">
        {types && jury.size > 0 && (
          <div class="field">
            <label for="mark-for">{t('selection.mark.who')}</label>
            <select
              class="in"
              id="mark-for"
              value={juror}
              onChange={(event) => {
                const chosen = event.currentTarget.value as RecordId;
                go(addressOf({ ...props, juror: chosen, own: chosen === replica.resolve(me.person) }), 'replace');
              }}
            >
              {!jury.has(replica.resolve(me.person)) && (
                <option value={replica.resolve(me.person)}>{t('selection.mark.choose')}</option>
              )}
              {[...jury].map((one) => (
                <option key={one} value={one}>
                  {one === me.person
                    ? t('selection.mark.me')
                    : t('selection.mark.paper', { name: titleOf(replica, one) })}
                </option>
              ))}
            </select>
          </div>
        )}
        {!own && !types ? (
          <NotYours {...props} />
        ) : !may ? (
          <Notice tone="wait" icon="lock">
            <p>{t('selection.notjury')}</p>
          </Notice>
        ) : grid.length === 0 ? (
          <Notice tone="fix" icon="warning">
            <p>{t('selection.nogrid')}</p>
          </Notice>
        ) : (
          <>
            <p class="big">
              {left.length === 0
                ? t('selection.mark.done')
                : t('selection.mark.left', { n: left.length, all: markable.length })}
            </p>
            <p class="sm dim">{t('selection.mark.alone')}</p>
            <div class="chips">
              <button type="button" class="chip" aria-pressed={!all} onClick={() => setAll(false)}>
                {t('selection.mark.tomark')}
                <span class="num">{left.length}</span>
              </button>
              <button type="button" class="chip" aria-pressed={all} onClick={() => setAll(true)}>
                {t('selection.mark.all')}
                <span class="num">{markable.length}</span>
              </button>
            </div>
            {markable.length === 0 ? (
              <Empty text={t('selection.nobody')} />
            ) : shown.length === 0 ? null : (
              <div class="card rows">
                {shown.map((request) => {
                  const sheet = sheetOf(open, request.application.id, juror);
                  const points = sheet && pointsOf(sheet, grid);
                  const tie = sheet?.conflict ?? '';
                  return (
                    <Row
                      key={request.application.id}
                      href={addressOf(props, request)}
                      sign={<Sign icon={tie !== '' ? 'eye-off' : points == null ? 'clock' : 'check'} />}
                      title={nameOf(open, request)}
                      sub={tie !== '' ? t('selection.tie.said') : aboutOf(request)}
                      end={
                        points == null || tie !== '' ? (
                          <Icon name="next" />
                        ) : (
                          <span class="num">
                            <b>{pointsText(points)}</b>
                          </span>
                        )
                      }
                    />
                  );
                })}
              </div>
            )}
          </>
        )}
      </div>
    </Frame>
  );
}

/** Somebody else's marks: read, never written; the way to one's own stands there. */
function NotYours(props: Props & { readonly request?: Request }) {
  const { replica, me } = useOpen();
  const mine = { ...props, juror: replica.resolve(me.person), own: true };
  return (
    <Notice tone="wait" icon="lock" title={t('selection.mark.for', { name: titleOf(replica, props.juror) })}>
      <p>{t('selection.notyours')}</p>
      <a class="btn" href={addressOf(mine, props.request)}>
        {t('selection.mine')}
      </a>
    </Notice>
  );
}

/** Marks are written one by one, each on the disk before the next. */
function useMarks({ round, juror, own }: Props, request: Request) {
  const { jekulu, replica, me } = useOpen();
  const [onTheWay, setOnTheWay] = useState<Body>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const turn = useRef<Promise<void>>(Promise.resolve());
  const application = request.application.id;
  // A sheet is under the name of whoever signs it, even where two records were found to be this person.
  const by = own ? me.person : juror;
  const record = scoreId(application, by);
  const write = (body: Body): void => {
    setOnTheWay((before) => ({ ...before, ...body }));
    turn.current = turn.current.then(async () => {
      const acts: Acts = jekulu.replica.record(record)?.created
        ? [{ do: 'edit', record, body }]
        : [
            {
              do: 'create',
              type: 'score',
              record,
              home: request.application.home,
              body: { application, juror: by, ...body },
            },
          ];
      try {
        await jekulu.save(acts, own ? {} : { source: 'paper' });
        setRefusal(null);
      } catch (error) {
        setRefusal(refusalOf(error));
      }
      setOnTheWay((now) => Object.fromEntries(Object.entries(now).filter(([key, value]) => body[key] !== value)));
    });
  };
  const stored = sheetOf({ replica }, application, juror);
  const marks = new Map(stored?.marks ?? []);
  for (const { key } of round.grid) {
    const coming = onTheWay[entryKey('marks', key)];
    if (typeof coming === 'object' && coming !== null && 'is' in coming) marks.set(key, Number(coming['is']));
  }
  const coming = onTheWay['conflict'];
  const conflict = coming === undefined ? (stored?.conflict ?? '') : String(coming ?? '');
  const state = replica.record(record);
  return { marks, conflict, write, refusal, comment: state ? textOf(state, 'comment') : '' };
}

function One(props: Props & { readonly request: Request }) {
  const { round, juror, own, request } = props;
  const open = useOpen();
  const { replica, me, now } = open;
  const [asking, setAsking] = useState(false);
  const { marks, conflict, write, refusal, comment } = useMarks(props, request);
  const { grid, jury, selection, decided } = round;
  const points = pointsOf({ marks }, grid);
  const types = replica.may(me.person, 'edit', 'selection', selection.home, now);
  const may =
    decided === '' &&
    (own || types) &&
    (jury.size === 0 || jury.has(juror)) &&
    replica.may(me.person, 'edit', 'score', request.application.home, now);
  const next = toMark(replica, round, juror).find(({ application }) => application.id !== request.application.id);
  const project = textOf(request.application, 'project');
  const name = nameOf(open, request);
  const unsure = request.age.verdict === 'check' || request.age.verdict === 'unknown';
  return (
    <Frame
      title={name}
      sub={aboutOf(request)}
      back={{ href: addressOf(props), label: t('selection.back.list') }}
      acts={
        may && (
          <a class="btn go" href={next ? addressOf(props, next) : addressOf(props)}>
            <Icon name={next ? 'next' : 'check'} />
            {next ? t('selection.mark.next', { name: nameOf(open, next) }) : t('selection.mark.finish')}
          </a>
        )
      }
    >
      <div class="stack narrow">
        {refusal && <RefusalNotice refusal={refusal} />}
        {!own && !types && <NotYours {...props} />}
        {!own && types && <p class="sm">{t('selection.mark.paper', { name: titleOf(replica, juror) })}</p>}
        {unsure && (
          <Notice tone="wait" icon="info">
            <p>{eligibilityText(request.age, round.ageDay ?? '')}</p>
          </Notice>
        )}
        {request.suits === 'check' && (
          <Notice tone="wait" icon="info">
            <p>{t('suits.check')}</p>
          </Notice>
        )}
        {request.out !== null && request.out !== 'unmarked' && (
          <Notice tone="fix" icon="info">
            <p>{outText(round, request)}</p>
          </Notice>
        )}
        {decided !== '' && (
          <Notice tone="wait" icon="lock">
            <p>{t('selection.mark.closed')}</p>
          </Notice>
        )}
        <section class="card pad stack s2">
          <h2>{t('application.project')}</h2>
          {project === '' ? <p class="dim">{t('selection.noproject')}</p> : <p>{project}</p>}
        </section>
        {conflict !== '' ? (
          <Notice tone="wait" icon="eye-off" title={t('selection.tie.title', { name })}>
            <p>{t('selection.tie.why', { tie: t(`score.conflict.${conflict}`) })}</p>
            {may && (
              <button type="button" class="btn" onClick={() => write({ conflict: null })}>
                {t('selection.tie.undo')}
              </button>
            )}
          </Notice>
        ) : (
          <>
            {grid.map(({ key, name: criterion, weight, most }) => (
              <Grade
                key={key}
                name={criterion}
                weight={t('selection.weight', { n: weight, all: grid.reduce((sum, one) => sum + one.weight, 0) })}
                most={most}
                mark={marks.get(key)}
                closed={!may}
                onMark={(is) => write({ [entryKey('marks', key)]: { is } })}
              />
            ))}
            <p class="total" role="status">
              {points === null ? (
                t('selection.total.left', { n: grid.filter(({ key }) => !marks.has(key)).length })
              ) : (
                <>
                  <b class="num">{pointsText(points)}</b> {t('selection.total')}
                </>
              )}
            </p>
            {may && (
              <>
                <div class="field">
                  <label for="mark-comment">{t('score.comment.ask')}</label>
                  <textarea
                    class="in"
                    id="mark-comment"
                    rows={2}
                    maxLength={400}
                    onChange={(event) => write({ comment: event.currentTarget.value.trim() || null })}
                  >
                    {comment}
                  </textarea>
                </div>
                <button type="button" class="btn full" onClick={() => setAsking(true)}>
                  <Icon name="eye-off" />
                  {t('selection.tie')}
                </button>
              </>
            )}
          </>
        )}
        {asking && (
          <Sheet title={t('score.conflict.ask')} onClose={() => setAsking(false)}>
            <p class="sm">{t('selection.tie.hint')}</p>
            <div class="stack s2">
              {TIES.map(({ value, icon }) => (
                <button
                  key={value}
                  type="button"
                  class="btn full"
                  onClick={() => {
                    write({ conflict: value });
                    setAsking(false);
                  }}
                >
                  <Icon name={icon} />
                  {t(`score.conflict.${value}`)}
                </button>
              ))}
            </div>
          </Sheet>
        )}
        <p class="sm dim">{t('selection.of', { name: titleOf(replica, selection.id) })}</p>
      </div>
    </Frame>
  );
}
