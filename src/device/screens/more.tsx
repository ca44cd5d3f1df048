/** Language, theme, people of this phone, help: what is set rarely. */

import { Fragment } from 'preact';
import type { Replica } from '../../kernel/replica.ts';
import { mayEnrol } from '../../modules/access/enrolling.ts';
import { Frame } from '../../ui/frame.tsx';
import { chooseLanguage, LANGUAGES, language, t } from '../../ui/i18n.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { useOpen } from '../../ui/open.ts';
import { Head, PersonSign, Row, Sign } from '../../ui/parts.tsx';
import { facedTypes, roomOf } from '../../ui/records/routes.ts';
import { roleName } from '../../ui/roles.ts';
import { href, type Path } from '../../ui/router.ts';
import { chooseTheme, THEMES, theme } from '../../ui/theme.ts';
import { settled } from '../../ui/toast.tsx';
import { placeName } from '../../ui/words.ts';
import '../messages/tongues/index.ts';
import { Part } from './part.tsx';

const PARTS = {
  personnes: () => import('../../modules/access/screens/people.tsx'),
  inscrire: () => import('../../modules/access/screens/enrol.tsx'),
  secours: () => import('../../modules/access/screens/steward.tsx'),
  code: () => import('../../modules/access/screens/own-code.tsx'),
  bambara: () => import('./bambara.tsx'),
  aide: () => import('./help.tsx'),
  'a-propos': () => import('./about.tsx'),
} as const;

export default function More({ rest }: { readonly rest: Path }) {
  const part = PARTS[rest[0] as keyof typeof PARTS];
  return part ? <Part key={rest[0]} load={part} rest={rest.slice(1)} /> : <Settings />;
}

function Settings() {
  const here = useOpen();
  const { jekulu, replica, me, now } = here;
  const mayJoin = replica.may(me.person, 'void', 'organisation', me.home, now);
  const mayHelp = replica.may(me.person, 'edit', 'device', me.home, now);
  const people: readonly {
    readonly to: string;
    readonly icon: IconName;
    readonly key: string;
    readonly may: boolean;
  }[] = [
    { to: href('plus', 'personnes'), icon: 'people', key: 'more.people', may: true },
    { to: href('plus', 'inscrire'), icon: 'plus', key: 'more.enrol', may: mayEnrol(here) },
    { to: href('plus', 'secours'), icon: 'help', key: 'more.help', may: mayHelp },
    { to: href('plus', 'code'), icon: 'key', key: 'more.code', may: true },
    { to: href('doublons'), icon: 'people', key: 'more.doubles', may: mayJoin },
  ];
  return (
    <Frame title={t('nav.more')}>
      <div class="two">
        <section class="stack s3" aria-labelledby="me">
          <div class="card">
            <div class="row">
              <PersonSign sign={me.sign} color={me.color} />
              <span class="grow">
                <b id="me">{me.name}</b>
                <small>{t('list.dot', { a: roleName(me.role), b: placeName(me.place, me.home) })}</small>
              </span>
            </div>
            <div class="pad top0">
              <button type="button" class="btn full" onClick={() => void settled().then(() => jekulu.close())}>
                <Icon name="lock" />
                {t('more.lock')}
              </button>
            </div>
          </div>
          <Head title={t('more.phone')} />
          <div class="card rows">
            {people
              .filter((way) => way.may)
              .map((way) => (
                <Row
                  key={way.key}
                  href={way.to}
                  sign={<Sign icon={way.icon} />}
                  title={t(way.key)}
                  sub={t(`${way.key}.hint`)}
                  end={<Icon name="next" />}
                />
              ))}
          </div>
        </section>
        <section class="stack s3">
          <Head title={t('more.screen')} />
          <div class="card pad stack">
            <Radios
              name="language"
              legend={t('language')}
              choices={LANGUAGES.map((one) => ({ value: one, label: t(`language.${one}`), lang: one }))}
              chosen={language.value}
              onChoose={(one) => void chooseLanguage(one)}
            />
            <Radios
              name="theme"
              legend={t('more.theme')}
              choices={THEMES.map((one) => ({ value: one, label: t(`theme.${one}`) }))}
              chosen={theme.value}
              onChoose={chooseTheme}
            />
          </div>
          <div class="card rows">
            <Row
              href={href('plus', 'bambara')}
              sign={<Sign icon="book" />}
              title={t('bambara.entry')}
              sub={t('bambara.entry.hint')}
              end={<Icon name="next" />}
            />
          </div>
          <div class="card rows">
            <Row
              href={href('verifier')}
              sign={<Sign icon="graduation" />}
              title={t('more.verify')}
              sub={t('more.verify.hint')}
              end={<Icon name="next" />}
            />
          </div>
          {listsOf(replica).map(({ room, types }) => (
            <Fragment key={room}>
              <Head title={t(`more.lists.${room}`)} />
              <div class="card rows">
                {types.map(({ name, face }) => (
                  <Row
                    key={name}
                    href={href(face.address)}
                    sign={<Sign icon={face.icon as IconName} />}
                    title={t(`type.${name}.many`)}
                    end={<Icon name="next" />}
                  />
                ))}
              </div>
            </Fragment>
          ))}
          <Head title={t('more.more')} />
          <div class="card rows">
            <Row
              href={href('plus', 'aide')}
              sign={<Sign icon="help" />}
              title={t('help.title')}
              sub={t('help.sub')}
              end={<Icon name="next" />}
            />
            <Row
              href={href('plus', 'a-propos')}
              sign={<Sign icon="info" />}
              title={t('about.title')}
              sub={t('about.sub')}
              end={<Icon name="next" />}
            />
          </div>
        </section>
      </div>
    </Frame>
  );
}

const ROOMS: readonly string[] = ['members', 'training', 'followup'];

/** Lists by the room they stand in; those of a room without words here stand with the members. */
const listsOf = (replica: Replica) =>
  ROOMS.map((room, at) => ({
    room,
    types: facedTypes(replica).filter((type) => Math.max(0, ROOMS.indexOf(roomOf(type))) === at),
  })).filter(({ types }) => types.length > 0);

function Radios<T extends string>(props: {
  readonly name: string;
  readonly legend: string;
  readonly choices: readonly { readonly value: T; readonly label: string; readonly lang?: string }[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
}) {
  return (
    <fieldset class="field">
      <legend>{props.legend}</legend>
      <div class="opts across">
        {props.choices.map(({ value, label, lang }) => (
          <label class="opt" key={value}>
            <input
              type="radio"
              name={props.name}
              value={value}
              checked={props.chosen === value}
              onChange={() => props.onChoose(value)}
            />
            <span class="grow" lang={lang}>
              {label}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
