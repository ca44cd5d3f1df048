/** Somebody applies, and whoever helps writes it down: a person of the network, or a name and a telephone. Today's date and who helps follow by themselves. */
import '../messages/screens/index.ts';
import { type RecordState, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId, sensitiveScope } from '../../../kernel/ids.ts';
import { Form } from '../../../ui/form.tsx';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Notice } from '../../../ui/parts.tsx';
import { type Answers, asking, createActs, formOf, type RecordForm } from '../../../ui/record-form.ts';
import { draftKeyOf } from '../../../ui/records/routes.ts';
import { go, href, type Path } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { titleOf } from '../../../ui/words.ts';
import { applicantsOf } from '../rules.ts';
import { APPLY, OTHER } from './addresses.ts';

const TAB = 'offer_application.offer';
const KNOWN = ['person', 'status', 'next'];
const UNKNOWN = ['name', 'phone', 'status', 'next'];
const WHO = ['person', 'name'];

/** `annonces/postuler/<offer>`, the same with `autre`, then the step. */
export default function Apply({ rest: [id, how = '', step] }: { readonly rest: Path }) {
  const { replica, me, now } = useOpen();
  const offer = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
  if (offer?.type !== 'offer' || !offer.created) return <NoOffer />;
  const other = how === OTHER;
  const home = sensitiveScope(me.home);
  if (!replica.may(me.person, 'create', 'offer_application', home, now))
    return (
      <Frame title={t('offer.apply')} back={{ href: href('annonces', offer.id), label: t('back.sheet') }}>
        <Notice tone="wait" icon="lock">
          <p>{t('offer.apply.noright')}</p>
        </Notice>
      </Frame>
    );
  return <Asked key={how} offer={offer} other={other} step={Number(other ? step : how) || 0} />;
}

/** The offer of an address is not here. */
export function NoOffer() {
  return (
    <Frame title={t('type.offer')} back={{ href: href('annonces'), label: t('offer.back') }}>
      <Empty text={t('offer.unknown')} />
    </Frame>
  );
}

function Asked({
  offer,
  other,
  step,
}: {
  readonly offer: RecordState;
  readonly other: boolean;
  readonly step: number;
}) {
  const { jekulu, replica, me, now } = useOpen();
  const asked = asking(formOf(replica.id.decl, 'offer_application'), ({ field }) =>
    (other ? UNKNOWN : KNOWN).includes(field),
  );
  // Either of the two says who it is, and here it is known which one is asked.
  const form: RecordForm = {
    ...asked,
    questions: asked.questions.map((one) =>
      WHO.includes(one.field) ? { ...one, decl: { ...one.decl, required: true } } : one,
    ),
  };
  const at = ['annonces', APPLY, offer.id, ...(other ? [OTHER] : [])];
  const save = async (answers: Answers) => {
    const known = { offer: offer.id, on: dayOf(now), who: me.name };
    await jekulu.save(createActs(form, answers, sensitiveScope(me.home), known));
    toast(t('offer.apply.done'));
    go(href('annonces', offer.id, TAB), 'replace');
  };
  /** Nobody is written down twice. */
  const refuse = (answers: Answers): string | null => {
    const person = answers['person'] ?? '';
    const to = isRecordId(person) ? replica.resolve(person) : null;
    const before = to && applicantsOf(replica, offer.id).find((one) => one.person === to)?.noted[0];
    return before
      ? t('offer.apply.again', { name: titleOf(replica, to), when: momentText(textOf(before, 'on')) })
      : null;
  };
  return (
    <Form
      form={form}
      title={t('offer.apply')}
      draftKey={draftKeyOf(at)}
      before={{ status: 'noted' }}
      at={at}
      step={step}
      back={href('annonces', offer.id)}
      known={{}}
      onSave={save}
      refuse={refuse}
      aside={() => (
        <p class="sm">
          <b>{titleOf(replica, offer.id)}</b>
          {step <= 1 && (
            <a class="tall block" href={href('annonces', APPLY, offer.id, ...(other ? [] : [OTHER]))}>
              {t(other ? 'offer.apply.known' : 'offer.apply.unknown')}
            </a>
          )}
        </p>
      )}
    />
  );
}
