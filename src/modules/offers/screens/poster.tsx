/** An offer on A4 for a wall, black and white: read from three metres, a code to point a phone at, and the number to tear off. */
import '../messages/screens/index.ts';
import '../../../ui/messages/out/index.ts';
import { type RecordState, textOf, valueOf } from '../../../kernel/fold.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import { phoneLinks } from '../../../kernel/phone.ts';
import { phoneText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { useOpen } from '../../../ui/open.ts';
import { placeText } from '../../../ui/place.ts';
import { Code } from '../../../ui/records/out/cards.tsx';
import { PaperScreen } from '../../../ui/records/out/paper.tsx';
import { useStyle } from '../../../ui/records/out/style.ts';
import { href, type Path } from '../../../ui/router.ts';
import { NoOffer } from './apply.tsx';
import { agesText, endText, publicAddress } from './told.ts';

/** As many strips as fingers can tear apart. */
const STRIPS = 8;

/** Letters a centimetre high are read from three metres: from 42 points on. A long title is smaller before it leaves no room for the rest. */
const SIZES = [96, 84, 72, 64, 56, 48, 42, 36, 32, 28];
const MM: number = 25.4 / 72;
const WIDTH = 186;
/** What the page holds besides the words that have no fixed length: millimetres. */
const FIXED = 152;
const HEIGHT = 260;
/** A letter of this type is about so wide, of its size. */
const BOLD = 0.58;
const PLAIN = 0.52;

/** Height in millimetres of so many letters at this size. Words do not break where a line ends: one letter in ten is lost. */
function heightOf(text: string, points: number, lead: number, width: number): number {
  if (text === '') return 0;
  const letters = (WIDTH / (points * MM * width)) * 0.9;
  return Math.ceil(text.length / letters) * points * MM * lead;
}

/** The largest size at which the title and all the rest stand on one page, and no word is wider than it. */
function titleSize(title: string, who: string, rest: readonly string[]): number {
  const left =
    HEIGHT -
    FIXED -
    heightOf(who, 24, 1.15, PLAIN) -
    rest.reduce((sum, one) => sum + heightOf(one, 19, 1.15, PLAIN) + 4, 0);
  const longest = Math.max(...title.split(/\s+/).map((word) => word.length));
  const fits = (points: number) => heightOf(title, points, 1.05, BOLD) <= left && longest * points * MM * BOLD <= WIDTH;
  return SIZES.find(fits) ?? 28;
}

/** All sizes follow one unit: a millimetre on paper, less on a phone, where the whole page is to be seen. */
const pt = (points: number): string => `calc(var(--mm) * ${(points * MM).toFixed(2)})`;
const mm = (n: number): string => `calc(var(--mm) * ${n})`;
const STYLE = `
.poster { --mm: min(1mm, calc((100vw - 4.25rem) / ${WIDTH})); inline-size: ${mm(WIDTH)}; block-size: ${mm(260)}; display: flex; flex-direction: column; gap: ${mm(4)}; line-height: 1.15; overflow: hidden; font-size: ${pt(19)} }
.poster p, .poster h2 { margin: 0; text-align: start }
.poster .kind { background: #000; color: #fff; font-size: ${pt(32)}; font-weight: 700; padding: ${mm(2.5)} ${mm(5)}; print-color-adjust: exact; -webkit-print-color-adjust: exact }
.poster h2 { font-weight: 700; letter-spacing: -.02em; line-height: 1.05; overflow-wrap: break-word }
${SIZES.map((size) => `.poster h2.s${size} { font-size: ${pt(size)} }`).join('\n')}
.poster .who { font-size: ${pt(24)} }
.poster .rest { min-block-size: 0; overflow: hidden }
.poster .end { border: ${pt(2.5)} solid #000; padding: ${mm(2.5)} ${mm(5)}; font-size: ${pt(18)}; max-inline-size: none } .poster .end b { display: block; font-size: ${pt(30)} }
.poster .foot { display: flex; gap: ${mm(6)}; align-items: end; margin-block-start: auto }
.poster .foot > div { flex: 1; min-inline-size: 0 } .poster .foot b { display: block; font-size: ${pt(44)}; white-space: nowrap; letter-spacing: -.01em } .poster .foot svg { inline-size: ${mm(38)}; block-size: ${mm(38)}; flex: none }
.poster .net { font-size: ${pt(10)} }
.poster ul { list-style: none; display: flex; flex: none; padding: 0; margin: 0; border-block-start: 1px dashed #000; block-size: ${mm(46)} }
.poster li { flex: 1; border-block-start: 1px dashed #000; writing-mode: vertical-rl; display: flex; flex-direction: column; justify-content: center; padding-inline: ${mm(1)}; padding-block: ${mm(1)}; font-size: ${pt(8.5)}; overflow: hidden; line-height: 1.1 }
.poster li:last-child { border: 0 } .poster li b { font-size: ${pt(16)}; white-space: nowrap } .poster li span { max-block-size: 100%; overflow: hidden; white-space: nowrap; text-overflow: ellipsis }
/* The white ends where the sheet ends. */
@media screen { .paper:has(.poster) { inline-size: fit-content; max-inline-size: 100% } }
@media print { .poster { --mm: 1mm } }
`;
export default function Poster({ rest: [id] }: { readonly rest: Path }) {
  const { replica } = useOpen();
  const offer = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
  return offer?.type === 'offer' && offer.created ? <Wall offer={offer} /> : <NoOffer />;
}

function Wall({ offer }: { readonly offer: RecordState }) {
  useStyle(STYLE);
  const { jekulu, me } = useOpen();
  const read = (field: string): string => textOf(offer, field);
  const phone = read('phone');
  const code = publicAddress(offer, location.origin) || (phone && phoneLinks(phone).tel);
  const [name, place] = [read('name'), placeText(valueOf(offer, 'place'))];
  const who = [read('by'), place].filter((one) => one !== '').join('\u00a0· ');
  const audience = [read('audience'), agesText(offer)].filter((one) => one !== '').join(', ');
  const rest = [audience && `${t('offer.audience')}${t('list.of')}${audience}`, read('pay'), read('how')].filter(
    (one) => one !== '',
  );
  return (
    <PaperScreen
      title={t('offer.poster')}
      back={{ href: href('annonces', offer.id), label: t('back.sheet') }}
      note={t('offer.poster.note')}
    >
      <article class="poster" lang="fr">
        <p class="kind">{t(`offer.kind.${read('kind')}`)}</p>
        <h2 class={`s${titleSize(name, who, rest)}`}>{name}</h2>
        <p class="who">{who}</p>
        {rest.map((one) => (
          <p class="rest" key={one}>
            {one}
          </p>
        ))}
        <p class="end">
          {t('offer.poster.until')}
          <b>{endText(offer)}</b>
        </p>
        <div class="foot">
          <div>
            {phone && (
              <>
                {t('offer.poster.call', { who: read('contact') })}
                <b>{phoneText(phone)}</b>
              </>
            )}
            <p class="net">{jekulu.network.value?.name ?? me.place}</p>
          </div>
          {code && <Code text={code} />}
        </div>
        {phone && (
          <ul aria-label={t('offer.poster.strips')}>
            {Array.from({ length: STRIPS }, (_, at) => (
              <li key={at}>
                <span>{name}</span>
                <b>{phoneText(phone)}</b>
              </li>
            ))}
          </ul>
        )}
      </article>
    </PaperScreen>
  );
}
