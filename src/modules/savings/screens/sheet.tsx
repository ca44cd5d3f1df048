/** What savings add to the sheets; their own screens come when one is opened. */
import { extend } from '../../../ui/records/extend.ts';
import { MEETING } from './addresses.ts';

extend('savings_cycle', {
  screens: { [MEETING]: () => import('./meeting.tsx') },
});
// Most organisations and people have nothing to do with savings groups.
extend('organisation', { fits: (_state, { type }) => type !== 'savings_cycle' });
extend('person', { fits: (_state, { type }) => type !== 'passbook' });
