/** The way from a list to bringing a file into it. The screen itself comes when it is opened. */
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { extend } from '../../../ui/records/extend.ts';
import { href } from '../../../ui/router.ts';
import { declarations } from '../../index.ts';
import '../messages/screens/index.ts';

/** Last part of its address. */
export const IMPORT = 'importer';

for (const { name, face } of Object.values(declarations.types))
  if (face)
    extend(name, {
      screens: { [IMPORT]: () => import('./import.tsx') },
      Below: () => {
        const { replica, me, now } = useOpen();
        if (!replica.may(me.person, 'create', name, me.home, now)) return null;
        return (
          <p>
            <a class="tall line" href={href(face.address, IMPORT)}>
              <Icon name="doc" size="s" />
              {t('import.open')}
            </a>
          </p>
        );
      },
    });
