/** What certificates add to the sheet of a group: how many have completed, and the way to who did and who did not. */
import '../messages/group/index.ts';
import { useMemo } from 'preact/hooks';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { extend, type SheetPart } from '../../../ui/records/extend.ts';
import { href } from '../../../ui/router.ts';
import { figuresOf } from '../../training/figures.ts';

/** Beside the list of groups: `cohortes/termine/<group>`. */
export const DONE = 'termine';

function ToDone({ state }: SheetPart) {
  const { replica } = useOpen();
  const { version } = replica;
  const [done, all] = useMemo(() => {
    const people = [...figuresOf(replica).group(state).people.values()];
    return [people.filter(({ stage }) => stage === 'completed' || stage === 'certified').length, people.length];
  }, [replica, version, state]);
  if (all === 0) return null;
  return (
    <p>
      <a class="btn" href={href('cohortes', DONE, state.id)}>
        <Icon name="graduation" />
        {t('group.done')} <small class="dim">{t('group.done.count', { done, all })}</small>
      </a>
    </p>
  );
}

extend('cohort', { Part: ToDone, screens: { [DONE]: () => import('./group.tsx') } });
