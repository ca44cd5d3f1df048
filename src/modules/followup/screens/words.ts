/** What stands against a form, in words that say the way on. */
import '../messages/screens/index.ts';
import { moneyText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { momentText } from '../../../ui/moment.ts';
import type { Fault } from '../rules.ts';

export function faultText(fault: Fault): string {
  switch (fault.why) {
    case 'overpaid':
    case 'overspent':
      return t(`after.fault.${fault.why}`, { left: moneyText(fault.left), over: moneyText(fault.over) });
    case 'waits':
      return t(`after.fault.waits.${fault.after}`, { left: moneyText(fault.left) });
    case 'early':
      return t('after.fault.early', { from: momentText(fault.from) });
    default:
      return t(`after.fault.${fault.why}`);
  }
}
