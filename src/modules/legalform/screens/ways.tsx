/** Who is on the way to a legal form, who waits for members, who is ready? And the addresses below: one way, one of its steps, its paper. */
import './said.tsx';
import { useState } from 'preact/hooks';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Empty } from '../../../ui/parts.tsx';
import Records from '../../../ui/records/index.tsx';
import { EDIT, HISTORY, NEW, OUT } from '../../../ui/records/routes.ts';
import { href, type Path } from '../../../ui/router.ts';
import { matches } from '../../../ui/search.ts';
import { titleOf } from '../../../ui/words.ts';
import { STANDINGS, type Standing, type Way, wayOf, waysOn } from '../rules.ts';
import { GUIDE, PAPER, WAYS } from './addresses.ts';
import { FormPaper } from './paper.tsx';
import { SIGNED, SignedPaper, signedPapers } from './signed-paper.tsx';
import { OneStep } from './step.tsx';
import { OneWay } from './way.tsx';
import { WayRow } from './way-row.tsx';

/** Parts of an address that belong to every record: its form, its history, its files. */
const GENERIC: readonly string[] = [NEW, EDIT, HISTORY, OUT];

/** `parcours`, `parcours/<parcours>`, `parcours/<parcours>/<étape>`, `parcours/<parcours>/papier`, `parcours/<parcours>/<étape>/souscriptions`. */
export default function Ways({ rest }: { readonly rest: Path }) {
  const { replica, now } = useOpen();
  const [first, second, third] = rest;
  if (first === undefined) return <List />;
  if (GENERIC.includes(first) || (second !== undefined && GENERIC.includes(second)))
    return <Records rest={[WAYS, ...rest]} />;
  const record = isRecordId(first) ? replica.record(replica.resolve(first)) : null;
  const way = record?.created && record.type === 'formalisation' ? wayOf(replica, record, dayOf(now)) : null;
  // What was taken off is shown as any other record that was: with the way to put it back.
  if (!way)
    return record?.created && record.type === 'formalisation' ? <Records rest={[WAYS, ...rest]} /> : <NotHere />;
  if (second === PAPER && way.form)
    return <FormPaper form={way.form} way={way} back={{ href: href(WAYS, way.record.id), label: t('step.back') }} />;
  const line = way.lines.find(({ step }) => step.step === second);
  const paper = line && signedPapers(line).find((one) => SIGNED[one] === third);
  if (line && paper) {
    const back = { href: href(WAYS, way.record.id, line.step.step), label: t('signed.back') };
    return <SignedPaper {...{ way, line, paper, back }} />;
  }
  return second === undefined ? <OneWay way={way} /> : <OneStep key={second} way={way} step={second} />;
}

function NotHere() {
  return (
    <Frame title={t('type.formalisation')} back={{ href: href(WAYS), label: t('way.list') }}>
      <Empty text={t('way.notfound')} hint={t('way.notfound.hint')} />
    </Frame>
  );
}

/** From so many on, one looks for a name. */
const MANY = 8;

function List() {
  const { replica, now } = useOpen();
  const [only, setOnly] = useState<Standing | null>(null);
  const [wanted, setWanted] = useState('');
  const all = waysOn(replica, dayOf(now));
  const named = (way: Way) => wanted === '' || matches(wanted, titleOf(replica, way.organisation));
  const shown = all.filter((way) => (only === null || way.standing === only) && named(way));
  const chip = (standing: Standing | null, label: string, n: number) => (
    <button key={label} type="button" class="chip" aria-pressed={only === standing} onClick={() => setOnly(standing)}>
      {label}
      <span class="num">{n}</span>
    </button>
  );
  return (
    <Frame
      title={t('type.formalisation.many')}
      back={{ href: href('membres'), label: t('way.back') }}
      end={
        all.length > 0 && (
          <a class="ib" href={href(WAYS, OUT)} aria-label={t('records.out')}>
            <Icon name="print" />
          </a>
        )
      }
      acts={
        <a class="btn go" href={href(GUIDE)}>
          <Icon name="help" />
          {t('guide.title')}
        </a>
      }
    >
      <div class="stack s3">
        {all.length === 0 ? (
          <Empty text={t('way.none')} hint={t('way.none.hint')} />
        ) : (
          <>
            {all.length > MANY && (
              <label class="find">
                <Icon name="search" />
                <span class="vh">{t('way.find')}</span>
                <input type="search" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
              </label>
            )}
            <div class="chips">
              {chip(null, t('way.all'), all.length)}
              {STANDINGS.flatMap((standing) => {
                const n = all.filter((way) => way.standing === standing).length;
                return n > 0 ? [chip(standing, t(`way.standing.${standing}`), n)] : [];
              })}
            </div>
            {shown.length === 0 ? (
              <p class="dim">{t('way.nobody')}</p>
            ) : (
              <div class="card rows ways-list">
                {shown.map((way) => (
                  <WayRow key={way.record.id} way={way} />
                ))}
              </div>
            )}
          </>
        )}
      </div>
    </Frame>
  );
}
