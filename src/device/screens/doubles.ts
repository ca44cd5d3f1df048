import { useEffect } from 'preact/hooks';
import { doublesToDo } from '../../modules/directory/doubles.ts';
import { useOpen } from '../../ui/open.ts';

/** Has the copy searched for records that are there twice, for whoever may join them; the search comes once the screen stands. */
export function useDoubles(): void {
  const open = useOpen();
  const { jekulu, replica, me, now } = open;
  const may = ['person', 'organisation'].some((type) => replica.may(me.person, 'void', type, me.home, now));
  const version = jekulu.version.value;
  useEffect(() => {
    if (!may) {
      doublesToDo.value = 0;
      return;
    }
    let stop: (() => void) | null = null;
    let here = true;
    import('../../modules/directory/screens/finding.ts').then(
      ({ watch }) => {
        if (here) stop = watch(open);
      },
      // Not on this device yet: there will be another screen.
      () => {},
    );
    return () => {
      here = false;
      stop?.();
    };
  }, [replica, me.person, may, version]);
}
