/** All that is known of Bambara, as one file that comes when somebody chooses it. What each text rests on comes with the page for its reviewers. */
import { bambara as modules } from '../modules/bambara.ts';
import ui from '../ui/messages/bm.json';
import code from '../ui/messages/code/bm.json';
import records from '../ui/messages/records/bm.json';
import device from './messages/bm.json';
import faces from './messages/faces/bm.json';
import tongues from './messages/tongues/bm.json';

const words: { readonly [key: string]: string } = {
  ...code,
  ...ui,
  ...records,
  ...faces,
  ...device,
  ...tongues,
  ...modules,
};

export default words;
