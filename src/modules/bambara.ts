/** What is known of Bambara in every module: one line a module. */
import access from './access/messages/bm.json';
import directory from './directory/messages/bm.json';
import directoryScreens from './directory/messages/screens/bm.json';
import people from './people/messages/bm.json';
import places from './places/messages/bm.json';

export const bambara: { readonly [key: string]: string } = {
  ...access,
  ...directory,
  ...directoryScreens,
  ...people,
  ...places,
};
