/** What follow-up adds to the generic screens: the way of a sum, who accompanies how many, what became of somebody, and what cannot be. */
import '../messages/screens/index.ts';
import { type RecordState, refOf, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId, sensitiveScope } from '../../../kernel/ids.ts';
import { linksTo } from '../../../kernel/links.ts';
import type { Day } from '../../../kernel/moment.ts';
import { moneyText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Notice, Row, Sign } from '../../../ui/parts.tsx';
import type { Answers } from '../../../ui/record-form.ts';
import { entriesIn } from '../../../ui/records/codec.ts';
import { RecordSign } from '../../../ui/records/describe.tsx';
import { type Extension, extend, type SheetPart } from '../../../ui/records/extend.ts';
import { EDIT } from '../../../ui/records/routes.ts';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { committeeFault, sittingOf } from '../committee.ts';
import { fateAt, isOutside } from '../enterprises.ts';
import {
  balanceOf,
  certifiedOn,
  type Fault,
  futureFault,
  MONTHS,
  named,
  paymentFault,
  receiptFault,
  ruleOf,
  signatureOf,
  situationFault,
  spanFault,
} from '../rules.ts';
import { ABOUT, FOUND, JOURNEY, OUTCOME, PAY, PROFILE, STEP } from './addresses.ts';
import { Journey, journeyCount } from './journey.tsx';
import { Ledger } from './ledger.tsx';
import { Loads } from './loads.tsx';
import { Drawn } from './pad.tsx';
import { OutsideNotice, Qualifies } from './qualifies.tsx';
import { goesOn } from './step-body.ts';
import { gridOf, verifiedBy } from './verified.ts';
import { Way } from './way.tsx';
import { faultText } from './words.ts';

const said = (fault: Fault | null): string | null => fault && faultText(fault);

// ---- money ---------------------------------------------------------------------------------------------------------------------------

/** Payments and receipts against what was decided, and nothing that has not happened yet. */
const againstMoney =
  (faultOf: typeof paymentFault): NonNullable<Extension['refuse']> =>
  ({ replica, now }, { financing = '', amount = '', on = '' }, record) => {
    const future = futureFault(on, dayOf(now));
    if (future) return faultText(future);
    const state = isRecordId(financing) ? replica.record(replica.resolve(financing)) : null;
    const sum = Number(amount.replace(/\D/g, ''));
    return state && sum > 0 ? said(faultOf(balanceOf(replica, state, record), sum)) : null;
  };

/** A decision that nobody may have taken: of a committee that stood aside, or of whoever asks. */
const againstDecision: NonNullable<Extension['refuse']> = (
  { replica, now },
  { on = '', outcome = '', of = '', committee = '' },
) => {
  const future = futureFault(on, dayOf(now));
  if (future || outcome === '') return said(future);
  const sitting = sittingOf(
    replica,
    Object.values(entriesIn(committee)).filter((one) => one !== null),
  );
  return said(committeeFault(replica, isRecordId(of) ? of : null, sitting, dayOf(now)));
};

/** The signature of a payment, for who may read it; the way to it where there is none. */
function Signed({ state }: SheetPart) {
  const { replica, me, now } = useOpen();
  const financing = refOf(state, 'financing');
  const signature = signatureOf(replica, state.id);
  if (signature) return <Drawn signature={signature} />;
  const reads = replica.may(me.person, 'read', 'payment_signature', sensitiveScope(state.home), now);
  if (!reads) return null;
  return (
    <Notice tone="fix" icon="pencil" title={t('after.unsigned')}>
      <p>{t('after.unsigned.hint')}</p>
      {financing && (
        <a class="btn" href={href('appuis', PAY, financing, state.id)}>
          <Icon name="pencil" />
          {t('after.sign')}
        </a>
      )}
    </Notice>
  );
}

/** A request above what the programme gives at most. */
function aboveCap({ replica }: Open, { programme = '', asked = '' }: Answers) {
  const cap = isRecordId(programme) ? ruleOf(replica, programme, 'cap') : null;
  if (!cap || Number(asked.replace(/\D/g, '')) <= cap.limit) return null;
  return (
    <Notice tone="wait" icon="info" title={t('after.cap', { sum: moneyText(cap.limit) })}>
      <p>{t('after.source', { source: cap.source })}</p>
    </Notice>
  );
}

extend('financing', {
  Check: Ledger,
  refuse: againstDecision,
  aside: aboveCap,
  screens: { [PAY]: () => import('./pay.tsx'), [ABOUT]: () => import('./about.tsx').then((part) => part.financing) },
});
extend('payment', { Check: Signed, refuse: againstMoney(paymentFault) });
extend('receipt', { refuse: againstMoney(receiptFault) });

// ---- accompaniment -------------------------------------------------------------------------------------------------------------------

extend('mentoring', {
  Above: Loads,
  refuse: (_open, { from = '', to = '' }) => said(spanFault(from, to)),
  screens: { [ABOUT]: () => import('./about.tsx').then((part) => part.mentoring) },
});
extend('visit', {
  refuse: ({ now }, { on = '', done = '' }) =>
    said(futureFault(on, dayOf(now)) ?? futureFault(done, dayOf(now)) ?? spanFault(on, done)),
  screens: { [ABOUT]: () => import('./about.tsx').then((part) => part.visit) },
});

// ---- work ----------------------------------------------------------------------------------------------------------------------------

extend('job', {
  refuse: ({ now }, { from = '', to = '' }) => said(futureFault(from, dayOf(now)) ?? spanFault(from, to)),
  screens: { [ABOUT]: () => import('./about.tsx').then((part) => part.job) },
});

extend('situation', {
  refuse({ replica, now }, { person = '', programme = '', at = '', on = '' }) {
    if (!isRecordId(person) || !isRecordId(programme)) return null;
    return said(situationFault(certifiedOn(replica, replica.resolve(person), programme), at, on, dayOf(now)));
  },
  screens: { [ABOUT]: () => import('./about.tsx').then((part) => part.situation) },
});

/** Who founded it, and the organisation it is. */
function Founders({ state }: SheetPart) {
  const { replica } = useOpen();
  const organisation = named(replica, state, 'organisation');
  const of = organisation && replica.record(organisation);
  if (!of) return null;
  const founders = linksTo(replica, 'involvement', 'organisation', of.id).filter(
    (tie) => textOf(tie, 'kind') === 'founder',
  );
  return (
    <section class="card rows">
      <Row
        href={href('membres', of.id)}
        sign={<RecordSign state={of} />}
        title={titleOf(replica, of.id)}
        sub={t('after.founders', { n: founders.length })}
        end={<Icon name="next" />}
      />
      {founders.map((tie) => (
        <Founder key={tie.id} tie={tie} />
      ))}
    </section>
  );
}

function Founder({ tie }: { readonly tie: RecordState }) {
  const { replica } = useOpen();
  const person = named(replica, tie, 'person');
  const state = person && replica.record(person);
  if (!state) return null;
  return (
    <Row
      href={href('personnes', state.id)}
      sign={<RecordSign state={state} />}
      title={titleOf(replica, state.id)}
      sub={t('involvement.kind.founder')}
      end={<Icon name="next" />}
    />
  );
}

function ToFound() {
  const { replica, me, now } = useOpen();
  if (!replica.may(me.person, 'create', 'enterprise', me.home, now)) return null;
  return (
    <p>
      <a class="btn" href={href('entreprises', FOUND)}>
        <Icon name="sprout" />
        {t('after.found')}
      </a>
    </p>
  );
}

/** Nobody looked how it is after so many months. */
function ToLook({ state, base }: SheetPart) {
  const { replica, me, now } = useOpen();
  const due = MONTHS.findLast((months) => fateAt(replica, state, months, dayOf(now)) === 'unasked');
  if (!due || !replica.may(me.person, 'edit', 'enterprise', state.home, now)) return null;
  return (
    <p>
      <a class="btn" href={href(...base, EDIT, 'looks')}>
        <Icon name="clock" />
        {t('after.look', { months: due })}
      </a>
    </p>
  );
}

/** What was given, found or reached was so by today. */
const futureEntry = (answers: Answers, today: Day): Fault | null => {
  const days = ['stages', 'supports', 'looks'].flatMap((field) =>
    Object.values(entriesIn(answers[field] ?? '')).flatMap((entry) => entry?.['on'] ?? []),
  );
  return days.map((on) => futureFault(on, today)).find((fault) => fault !== null) ?? null;
};

extend('enterprise', {
  Check: (part) => (
    <>
      <Way {...part} />
      <ToLook {...part} />
      <Qualifies {...part} />
      <Founders {...part} />
    </>
  ),
  Above: ToFound,
  aside: ({ replica }, { programme = '', domain = '' }) =>
    isRecordId(programme) && <OutsideNotice is={isOutside(replica, programme, domain)} />,
  along: (open, form, _known, record) => {
    const verified = verifiedBy(open, form, record);
    return {
      ...verified,
      acts(answers, of) {
        const way = goesOn(record && open.replica.record(of), answers['stages'] ?? '');
        const body = { ...way, ...gridOf(open.replica, form, record, answers) };
        return Object.keys(body).length > 0 ? [{ do: 'edit', record: of, body }] : [];
      },
    };
  },
  refuse({ now }, answers) {
    const { on = '', ended = '', criteriaOn = '' } = answers;
    const today = dayOf(now);
    return said(
      [on, ended, criteriaOn].map((day) => futureFault(day, today)).find((fault) => fault !== null) ??
        futureEntry(answers, today) ??
        spanFault(on, ended),
    );
  },
  screens: { [FOUND]: () => import('./found.tsx'), [STEP]: () => import('./step.tsx') },
});

function ToOutcome({ state }: SheetPart) {
  return (
    <div class="card rows">
      <Row
        href={href('programmes', OUTCOME, state.id)}
        sign={<Sign icon="pot" />}
        title={t('after.see')}
        sub={t('after.see.sub')}
        end={<Icon name="next" />}
      />
    </div>
  );
}

extend('programme', {
  Check: ToOutcome,
  screens: { [OUTCOME]: () => import('./outcome.tsx'), [PROFILE]: () => import('./profile.tsx') },
});

const journey = {
  tabs: [
    {
      name: JOURNEY,
      label: () => t('after.journey'),
      count: (open: Open, state: RecordState) => journeyCount(open, state.id),
      Shown: Journey,
    },
  ],
};
extend('person', journey);
extend('organisation', journey);
