/** A list on paper: one line a record, numbered; or to be signed, as for a meeting. */
import type { TypeDecl } from '../../../kernel/declare.ts';
import { textOf } from '../../../kernel/fold.ts';
import { t } from '../../i18n.ts';
import { type Open, useOpen } from '../../open.ts';
import { inPairs } from '../../phone.ts';
import { companionId } from '../../record-form.ts';
import { fieldLabel, textOfValue } from '../../words.ts';
import { typeMany, typeName } from '../describe.tsx';
import type { Line } from '../lines.ts';
import { Blanks } from './blanks.tsx';
import type { Chosen } from './chosen.ts';
import { DocHead } from './paper.tsx';

/** Telephone of a record, where its reader may see it. */
function phoneOf({ replica }: Open, type: TypeDecl, line: Line): string {
  for (const other of Object.values(replica.id.decl.types)) {
    const fields = other === type || other.companionOf === type.name ? Object.entries(other.fields) : [];
    const field = fields.find(([, decl]) => decl.widget === 'phone')?.[0];
    const state = field && replica.record(other === type ? line.id : companionId(other, line.id));
    const phone = field && state ? textOf(state, field) : '';
    if (phone !== '') return inPairs(phone);
  }
  return '';
}

export function ListPaper(props: { readonly type: TypeDecl; readonly chosen: Chosen; readonly sign: boolean }) {
  const { type, chosen, sign } = props;
  const open = useOpen();
  const fields = type.face?.line ?? [];
  const phones = sign ? [] : chosen.lines.map((line) => phoneOf(open, type, line));
  const withPhones = phones.some((phone) => phone !== '');
  const count = t('out.chosen', { n: chosen.lines.length });
  const heads = [
    typeName(type.name),
    ...fields.map((field) => fieldLabel(type.name, field)),
    ...(withPhones ? [t('out.col.phone')] : []),
    ...(sign ? [t('out.col.sign')] : []),
  ];
  const value = (line: Line, field: string): string => {
    const known = line.read(field);
    const empty = known === undefined || known === null || known === '';
    return empty ? '' : textOfValue(open, type.fields[field], `${type.name}.${field}`, known);
  };
  const table = (
    <table class={sign ? 'to-sign' : ''}>
      <thead>
        <DocHead
          title={typeMany(type.name)}
          sub={chosen.filter ? t('out.chosen.filter', { what: count, filter: chosen.filter }) : count}
          columns={heads.length + 1}
        />
        <tr>
          <th scope="col" class="n">
            {t('out.col.number')}
          </th>
          {heads.map((head, at) => (
            <th scope="col" key={head} class={at === 0 ? 'who' : sign && at === heads.length - 1 ? 'sg' : ''}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {chosen.lines.map((line, at) => (
          <tr key={line.id}>
            <td class="n">{at + 1}</td>
            <th scope="row">{line.name}</th>
            {fields.map((field) => (
              <td key={field}>{value(line, field)}</td>
            ))}
            {withPhones && <td class="ph">{phones[at]}</td>}
            {sign && <td />}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (!sign) return table;
  return (
    <>
      <p class="meeting">
        <Blanks
          of={[
            [t('out.meeting.what'), 3],
            [t('out.form.on'), 1],
            [t('out.meeting.where'), 2],
          ]}
        />
      </p>
      {table}
    </>
  );
}
