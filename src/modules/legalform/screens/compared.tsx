/** The forms nearest to what a group wants, at most three: beside each other on a desk, one under the other on a phone. */
import { useState } from 'preact/hooks';
import { dayOf } from '../../../kernel/grant.ts';
import type { Refusal } from '../../../kernel/types.ts';
import { keepDraft } from '../../../ui/drafts.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Notice, Sign } from '../../../ui/parts.tsx';
import { draftKeyOf, NEW } from '../../../ui/records/routes.ts';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { go, href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { beginActs, wayId } from '../acts.ts';
import { FACTS, type Fact, type Form, minimumOf, readOn } from '../law.ts';
import { type Suggestion, suggest, UNITE } from '../rules.ts';
import { GUIDE, WAYS } from './addresses.ts';
import type { Asked } from './guide.tsx';
import { Cited, formName, ruleText } from './said.tsx';

export function Compared({ asked }: { readonly asked: Asked }) {
  const { replica } = useOpen();
  const found = suggest(asked.answers, asked.people);
  const { organisation, at } = asked;
  return (
    <Frame
      title={t('result.title')}
      sub={
        organisation
          ? t('guide.for', { name: titleOf(replica, organisation) })
          : t(asked.answers['why'] === UNITE ? 'result.sub.unite' : 'result.sub', { n: asked.people })
      }
      back={{ href: href(...at.slice(0, -1)), label: t('guide.back') }}
    >
      <div class="stack">
        {(found[0]?.unlike.length ?? 0) > 0 && (
          <Notice tone="wait" icon="info">
            <p>{t('result.near')}</p>
          </Notice>
        )}
        <div class="compare">
          {found.map((one, rank) => (
            <Card key={one.form.form} one={one} asked={asked} first={rank === 0} />
          ))}
        </div>
        <p class="sm dim">{t('result.cost')}</p>
        <p class="sm dim">{t('result.read', { when: momentText(readOn) })}</p>
        <p>
          <a class="btn" href={organisation ? href(GUIDE, organisation) : href(GUIDE)}>
            <Icon name="undo" />
            {t('result.again')}
          </a>
        </p>
      </div>
    </Frame>
  );
}

function Card(props: { readonly one: Suggestion; readonly asked: Asked; readonly first: boolean }) {
  const { one, asked, first } = props;
  const { form, missing, unlike } = one;
  return (
    <section class={first ? 'card pad nearest' : 'card pad'} aria-labelledby={`form-${form.form}`}>
      <div class="line">
        <Sign icon={form.icon as IconName} large />
        <div class="grow">
          {first && <p class="st ok">{t('result.best')}</p>}
          <h2 id={`form-${form.form}`}>{formName(form.form)}</h2>
        </div>
      </div>
      <p>{t(`legal.is.${form.form}`)}</p>
      <p>
        <span class={missing > 0 ? 'st fix' : 'st ok pill'}>
          <Icon name={missing > 0 ? 'people' : 'check'} size="s" />
          {missing > 0
            ? t('result.missing', { n: missing })
            : form.of.length > 0
              ? t(`result.members.${form.form}`)
              : t(minimumOf(form) > 0 || form.informal ? 'result.enough' : 'result.nominimum')}
        </span>
      </p>
      {unlike.length > 0 && (
        <p class="sm">
          {t('result.unlike', { what: unlike.map((what) => t(`result.unlike.${what}`)).join(t('list.comma')) })}
        </p>
      )}
      <Facts form={form} />
      <div class="stack s2 foot">
        <a class="btn" href={href(...asked.at, form.form)}>
          <Icon name="doc" />
          {t('result.see')}
        </a>
        <Choose form={form} asked={asked} go={first} />
      </div>
    </section>
  );
}

const SIGNS: { readonly [fact in Fact]: IconName } = {
  members: 'people',
  capital: 'cauris',
  vote: 'speech',
  gains: 'sprout',
};

/** What the form asks and gives, each with its article. */
export function Facts({ form }: { readonly form: Form }) {
  const laws = [...new Set(FACTS.flatMap((fact) => form.facts[fact]?.law || []))];
  return (
    <dl class="facts">
      {FACTS.map((fact) => {
        const rule = form.facts[fact];
        return (
          rule && (
            <div key={fact}>
              <dt class="line">
                <Icon name={SIGNS[fact]} size="s" /> {t(`fact.${fact}`)}
              </dt>
              <dd>
                {ruleText(rule)}
                <Cited rule={rule} />
              </dd>
            </div>
          )
        );
      })}
      <div>
        <dt class="line">
          <Icon name="flag" size="s" /> {t('fact.steps')}
        </dt>
        <dd>
          {t('result.steps', { n: form.steps.length })}
          {laws.length > 0 && (
            <small class="cited">{laws.map((law) => t(`law.of.${law}`)).join(t('list.semicolon'))}</small>
          )}
        </dd>
      </div>
    </dl>
  );
}

/** Begins the way of this group; without a group it asks which one first. */
export function Choose(props: { readonly form: Form; readonly asked: Asked; readonly go: boolean }) {
  const { jekulu, replica, me, now } = useOpen();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { form, asked } = props;
  const organisation = asked.organisation ? replica.record(asked.organisation) : null;
  const home = organisation?.home ?? me.home;
  const begun = organisation ? replica.record(wayId(organisation.id, form.form)) : null;
  const look = props.go ? 'btn go' : 'btn';
  if (begun?.created)
    return (
      <a class={look} href={href(WAYS, begun.id)}>
        <Icon name="flag" />
        {t('result.ours')}
      </a>
    );
  if (!replica.may(me.person, 'create', 'formalisation', home, now)) return null;
  const choose = async () => {
    try {
      const since = dayOf(now);
      if (organisation) {
        await jekulu.save(beginActs(organisation, form.form, me.person, since));
        go(href(WAYS, wayId(organisation.id, form.form)));
        return;
      }
      const values = { form: form.form, since, guide: me.person };
      await keepDraft(jekulu, { key: draftKeyOf([WAYS, NEW]), type: 'formalisation', values, step: 1 });
      go(href(WAYS, NEW));
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  return (
    <>
      <button type="button" class={look} onClick={() => void choose()}>
        <Icon name="check" />
        {t('result.choose.this')}
      </button>
      {refusal && <RefusalNotice refusal={refusal} tone="bad" />}
    </>
  );
}
