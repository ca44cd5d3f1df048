/** Cards to carry: ten on a page, the size of a bank card, each with a code that opens the record on any telephone of the network. */

import { encode } from 'uqr';
import type { TypeDecl } from '../../../kernel/declare.ts';
import type { Replica } from '../../../kernel/replica.ts';
import type { Scope } from '../../../kernel/types.ts';
import { t } from '../../i18n.ts';
import { useOpen } from '../../open.ts';
import { href } from '../../router.ts';
import { branchCalled } from '../../words.ts';
import { lineOf } from '../describe.tsx';
import type { Line } from '../lines.ts';

const PER_PAGE = 10;
/** More would keep a cheap phone busy for long. */
export const MOST_CARDS = 200;

/** Cards page by page. */
export const inPages = <T,>(cards: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(cards.length / PER_PAGE) }, (_, at) =>
    cards.slice(at * PER_PAGE, (at + 1) * PER_PAGE),
  );

type CardLine = Pick<Line, 'id' | 'name' | 'home' | 'read'>;

export function Cards({ type, lines }: { readonly type: TypeDecl; readonly lines: readonly CardLine[] }) {
  const open = useOpen();
  const { jekulu, replica } = open;
  const shown = lines.slice(0, MOST_CARDS);
  return (
    <>
      {inPages(shown).map((page, at) => (
        <div class="cards" key={at}>
          {page.map((line) => (
            <article class={`idcard ${line.name.length > 40 ? 'long' : ''}`} key={line.id}>
              <p>{jekulu.network.value?.name}</p>
              <div>
                <b>{line.name}</b>
                <span>{lineOf(open, type, (field) => line.read(field))}</span>
                {branchText(replica, line.home)}
              </div>
              <Code text={`${location.origin}/${href(type.face?.address ?? '', line.id)}`} />
              <small>{line.id}</small>
            </article>
          ))}
        </div>
      ))}
    </>
  );
}

/** Which branch keeps the record; nothing for what belongs to the whole network. */
function branchText(replica: Replica, home: Scope) {
  const place = branchCalled(replica, home);
  return place && <span class="of">{t('place.branch', { place })}</span>;
}

/** A code of squares, as one path; what it says stands in its name for those who do not see it. */
export function Code({ text }: { readonly text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges" role="img" aria-label={text}>
      <path d={squares} fill="#000" />
    </svg>
  );
}
