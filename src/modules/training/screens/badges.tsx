/**
 * Badges of a whole group on A4, ten a page: whose it is, the number of the roll, and a code that the roll reads. Made on the phone, without network;
 * a tap on « Imprimer les badges » opens the printer at once, with the paper behind it.
 */
import '../../../ui/messages/out/index.ts';
import '../messages/badges/index.ts';
import { useEffect } from 'preact/hooks';
import { refOf, textOf } from '../../../kernel/fold.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import { t } from '../../../ui/i18n.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty } from '../../../ui/parts.tsx';
import { Code, inPages } from '../../../ui/records/out/cards.tsx';
import { PaperScreen } from '../../../ui/records/out/paper.tsx';
import { useStyle } from '../../../ui/records/out/style.ts';
import { href, type Path } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { numbersIn } from '../numbers.ts';
import { enrolledOn, LAST } from '../rules.ts';
import { byName } from './roll.tsx';

/** Read from across a table; a long name is whole, in smaller letters. */
const sizeOf = (name: string): string => (name.length <= 24 ? '' : name.length <= 44 ? 'm' : 's');

/** The white ends where the sheet ends. */
const STYLE = '@media screen { .paper:has(.worn) { inline-size: fit-content; max-inline-size: 100% } }';

/** `cohortes/badges/<group>`. */
export default function Badges({ rest: [id] }: { readonly rest: Path }) {
  const { replica, jekulu } = useOpen();
  const cohort = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
  const numbers = numbersIn(replica, cohort?.id ?? null);
  const people = (cohort ? byName(replica, enrolledOn(replica, cohort.id, LAST)) : [])
    .map((one) => ({ ...one, number: numbers.get(one.id) ?? 0 }))
    .sort((a, b) => a.number - b.number);
  const some = people.length > 0;
  useStyle(STYLE);
  useEffect(() => {
    if (!some) return;
    // Once the paper is drawn: a slow phone would print an empty page.
    const wait = setTimeout(() => print(), 300);
    return () => clearTimeout(wait);
  }, [some]);
  if (!cohort?.created) return null;
  const programme = refOf(cohort, 'programme');
  const over = (programme && titleOf(replica, replica.resolve(programme))) || jekulu.network.value?.name;
  return (
    <PaperScreen
      title={t('badge.paper')}
      back={{ href: href('cohortes', cohort.id), label: t('badge.back') }}
      note={some && t('badge.paper.hint')}
    >
      {!some && <Empty text={t('badge.nobody')} />}
      {inPages(people).map((page, at) => (
        <div class="cards" key={at}>
          {page.map(({ id: person, name, number }) => (
            <article class={`idcard worn ${sizeOf(name)}`} key={person}>
              <p>{over}</p>
              <div>
                <b>{name}</b>
                <span>{textOf(cohort, 'name')}</span>
              </div>
              <Code text={`${location.origin}/${href('personnes', person)}`} />
              <div class="foot">
                <small>{person}</small>
                <span class="nth">{t('badge.number', { n: number })}</span>
              </div>
            </article>
          ))}
        </div>
      ))}
    </PaperScreen>
  );
}
