/** The people of this phone, each by their sign. Comes where somebody is enrolled: whoever is new here does not wait for it. */
import { useJekulu } from '../../ui/context.ts';
import type { Face } from '../../ui/contract.ts';
import { t } from '../../ui/i18n.ts';
import { addIcons, Icon } from '../../ui/icon.tsx';
import { firstName } from '../../ui/names.ts';
import { PersonSign, State } from '../../ui/parts.tsx';
import { RefusalNotice } from '../../ui/refusal.tsx';
import { roleName } from '../../ui/roles.ts';
import { signs } from '../../ui/signs.ts';
import { Gate } from './gate.tsx';
import '../messages/faces/index.ts';

export { GiveCode } from './give-code.tsx';

addIcons(signs);

export function Faces(props: { readonly onChoose: (face: Face) => void; readonly onAnother: () => void }) {
  const { trouble, faces } = useJekulu();
  return (
    <Gate title={t('door.title')} foot={t('door.foot')}>
      {trouble.value && <RefusalNotice refusal={trouble.value} />}
      <ul class="people">
        {faces.value.map((one) => (
          <li key={`${one.network} ${one.person}`}>
            <FaceButton face={one} onChoose={() => props.onChoose(one)} />
          </li>
        ))}
      </ul>
      <button type="button" class="btn full" onClick={props.onAnother}>
        <Icon name="plus" />
        {t('door.another')}
      </button>
    </Gate>
  );
}

function FaceButton({ face, onChoose }: { readonly face: Face; readonly onChoose: () => void }) {
  return (
    <button type="button" class="card face" onClick={onChoose}>
      <PersonSign sign={face.sign} color={face.color} large />
      <b>{firstName(face.name)}</b>
      <span class="sm dim">
        {roleName(face.role)}
        {face.place && <span class="block">{face.place}</span>}
      </span>
      {face.fix > 0 && <State of="fix" text={t('door.fix', { n: face.fix })} />}
      {face.pending > 0 && <State of="pending" text={t('sync.pending', { n: face.pending })} />}
      {face.practice && <span class="st clash">{t('door.practice')}</span>}
    </button>
  );
}
