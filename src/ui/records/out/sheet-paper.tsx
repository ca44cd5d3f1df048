/** A sheet on paper: what is known of one record, then what stands on its tabs. */
import { entriesOf, type RecordState, valueOf } from '../../../kernel/fold.ts';
import { t } from '../../i18n.ts';
import { type Open, useOpen } from '../../open.ts';
import { companionId, formOf, type Question } from '../../record-form.ts';
import { branchCalled, entryText, fieldLabel, textOfValue, titleOf } from '../../words.ts';
import { isPartHere } from '../at-hub.tsx';
import { lineText, typeName } from '../describe.tsx';
import { extensionsOf } from '../extend.ts';
import { tabLabel } from '../sheet-tabs.ts';
import { linked, readsTab } from '../tab-list.tsx';
import { DocHead } from './paper.tsx';

function answersOf(open: Open, main: RecordState, { type, field, decl }: Question): readonly string[] {
  const state = type.name === main.type ? main : open.replica.record(companionId(type, main.id));
  if (!state) return [];
  const key = `${type.name}.${field}`;
  if (decl.merge === 'map') return entriesOf(state, field).map(([, value]) => entryText(open, decl, key, value));
  const value = valueOf(state, field);
  return value === undefined || value === null || value === '' ? [] : [textOfValue(open, decl, key, value)];
}

export function SheetPaper({ state }: { readonly state: RecordState }) {
  const open = useOpen();
  const { replica } = open;
  const form = formOf(replica.id.decl, state.type);
  const facts = form.whole.flatMap((question) => {
    const answers = answersOf(open, state, question);
    return answers.length > 0 && question.field !== 'name' ? [{ question, answers }] : [];
  });
  const branch = branchCalled(replica, state.home);
  const address = extensionsOf(state.type)
    .find((one) => one.address)
    ?.address?.(state);
  const tabs = (replica.id.decl.types[state.type]?.tabs ?? []).filter((tab) => readsTab(open, state, tab));
  const row = ({ question, answers }: (typeof facts)[number]) => (
    <tr key={`${question.type.name}.${question.field}`}>
      <th scope="row">{fieldLabel(question.type.name, question.field)}</th>
      <td>
        {answers.map((answer, at) => (
          <span class="block" key={at}>
            {answer}
          </span>
        ))}
      </td>
    </tr>
  );
  const own = facts.filter(({ question }) => question.type.name === state.type);
  const kept = facts.filter(({ question }) => question.type.name !== state.type);
  return (
    <table class="qa">
      <thead>
        <DocHead
          title={titleOf(replica, state.id) || typeName(state.type)}
          sub={`${lineText(open, state)} · ${branch ? t('records.home', { branch }) : t('records.home.network')}`}
          columns={2}
        />
      </thead>
      <tbody>
        {address && (
          <tr>
            <th scope="row">{t('out.address')}</th>
            <td>{address}</td>
          </tr>
        )}
        {own.map(row)}
        {kept.length > 0 && <PartHead title={t('form.group.closed')} />}
        {kept.map(row)}
        {tabs.map((tab) => {
          const all = linked(open, state, tab);
          const label = tabLabel(state.type, tab);
          const title = isPartHere(replica.id.decl.types[tab.type]) ? label : `${label} (${all.length})`;
          return (
            all.length > 0 && [
              <PartHead key={`${tab.type}.${tab.by}`} title={title} />,
              ...all.map(({ link, words }) => (
                <tr key={link.id}>
                  <th scope="row">{words.title}</th>
                  <td>{words.sub}</td>
                </tr>
              )),
            ]
          );
        })}
      </tbody>
    </table>
  );
}

export const PartHead = ({ title }: { readonly title: string }) => (
  <tr class="part">
    <th scope="colgroup" colSpan={2}>
      {title}
    </th>
  </tr>
);
