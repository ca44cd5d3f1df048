/** A new branch: its path is made of its name, so that nobody has to know there is one, and it lives where it works. */
import { branchScope } from '../../../kernel/ids.ts';
import { branchCode } from '../../../ui/branch-code.ts';
import { t } from '../../../ui/i18n.ts';
import { extend } from '../../../ui/records/extend.ts';
import '../messages/screens/index.ts';

extend('branch', {
  follows: ({ name = '' }) => {
    const code = branchCode(name);
    return code ? { known: { code }, home: branchScope(code) } : { known: {} };
  },
  refuse: (_open, { name = '' }, record) => (record || branchCode(name) ? null : t('branch.name.refused')),
});
