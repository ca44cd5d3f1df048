/** Which words of a name tell who it is, for people, organisations and places. */
import { once } from './once.ts';
import { plain, soundOf } from './sounds.ts';

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Courtesy and pilgrimage: given, dropped and forgotten from one list to the next. */
const TITLES = list(
  'm mr mme mlle monsieur madame dr docteur pr el hadj hadji elhadj elhadji alhadji hadja feu veuve vve nee imam',
);

/** Legal forms and link words: they say what an organisation is, not which one. */
const FORMS = list(
  'cooperative cooperatives coop scoop scoops ca societe association associations asso assoc groupement groupements grpt gpt gie union unions ' +
    'federation federations reseau mutuelle mutuelles ong organisation ton le la les l de des du d et en a au aux pour dite dit simplifiee conseil',
);

/** An organisation of organisations often bears the name, the town and the telephone of its largest member. */
const UMBRELLA = list('union unions federation federations reseau confederation');

/** What a group does and who is in it, as sounds: told by one and left out by the next, and these words come in company. */
const trades = once(
  (): ReadonlySet<string> =>
    new Set(
      (
        'femme jeune producteur agriculteur paysan exploitant maraîcher riziculteur riz coton ' +
        'cotonculteur éleveur pêcheur apiculteur transformateur karité beurre céréale mangue sésame ' +
        'fonio échalote oignon lait laitier artisan teinturier potier tisserand couturier épargne crédit caisse commerçant ' +
        'vendeuse aviculteur rural multi fonctionnelle service développement'
      )
        .split(' ')
        .map((word) => soundOf(plain(word))),
    ),
);

/** The same trade, by its people, its women, or its name: « des maraîchères » of one list is « maraîchage » in the next. The first stands for all. */
const sameTrade = once(
  (): ReadonlyMap<string, string> =>
    new Map(
      (
        'maraîcher=maraîchère=maraîchage producteur=productrice=production agriculteur=agricultrice=agriculture=agricole riziculteur=rizicultrice=riziculture ' +
        'cotonculteur=cotonculture éleveur=éleveuse=élevage pêcheur=pêcheuse=pêche apiculteur=apicultrice=apiculture aviculteur=avicultrice=aviculture=avicole ' +
        'transformateur=transformatrice=transformation artisan=artisane=artisanat teinturier=teinturière=teinture potier=potière=poterie ' +
        'tisserand=tisserande=tissage couturier=couturière=couture commerçant=commerçante=commerce'
      )
        .split(' ')
        .flatMap((family) => {
          const [first = '', ...others] = family.split('=').map(plain);
          return others.map((word) => [word, first] as const);
        }),
    ),
);

/** Takes a sound. */
export const isTrade = (sound: string): boolean => trades().has(sound);

/** Words of addresses that only say what kind of place it is. */
const PLACES = list('village quartier commune cercle region ville secteur de du des la le les');

/** All words dropped: the name was nothing else, so they are all there is. */
const without = (words: readonly string[], dropped: ReadonlySet<string>): readonly string[] => {
  const kept = words.filter((word) => !dropped.has(word));
  return kept.length > 0 ? kept : words;
};

const split = (text: string): readonly string[] => plain(text).split(' ').filter(Boolean);

export const personWords = (name: string): readonly string[] => without(split(name), TITLES);

/** Plurals lose their s: « producteurs » and « producteur » sound the same. */
export const organisationWords = (name: string): readonly string[] =>
  without(split(name), FORMS).map((word) => {
    const one = word.length > 4 ? word.replace(/s$/, '') : word;
    return sameTrade().get(one) ?? one;
  });

export const placeWords = (place: string): readonly string[] => without(split(place), PLACES);

export const addressWords = (address: readonly string[]): readonly string[] => address.flatMap(split);

export const isUmbrella = (name: string): boolean => split(name).some((word) => UMBRELLA.has(word));

/** A registration number without what people write around it: `N° 0123/MATD-DNI` → `0123matddni`. */
export const numberKey = (text: string): string =>
  plain(text)
    .replace(/^(n|no|num|numero|recepisse) /, '')
    .replaceAll(' ', '');

/**
 * Short forms in use. They are weak evidence only: Fatou is also a name of its own, and Fanta, Amadou or Mahamadou are other names than Fatoumata
 * and Mamadou. General knowledge of usage, to be completed by those who keep the lists.
 */
const shortForms = once(
  (): ReadonlySet<string> =>
    new Set(
      (
        'fatoumata:fatou fatoumata:fatim mamadou:madou aminata:ami aminata:mina kadiatou:kadia kadiatou:kadi kadidiatou:kadidia souleymane:solo ' +
        'ibrahima:brahima ibrahima:bréhima ibrahima:ibrahim brahima:bréhima boubacar:bouba aboubacar:boubacar abdoulaye:abdou abdoulaye:ablaye ' +
        'mariam:mariama assétou:assa aïssata:assata aïssatou:aïcha salimata:sali rokiatou:rokia djénéba:djéné seydou:saïdou alassane:lassana ' +
        'safiatou:safi nafissatou:nafi bintou:binta oumar:oumarou'
      )
        .split(' ')
        .map((pair) => pair.split(':').map((name) => soundOf(plain(name))))
        .flatMap(([long, short]) => [`${long} ${short}`, `${short} ${long}`]),
    ),
);

const haveShortForms = once((): ReadonlySet<string> => new Set([...shortForms()].flatMap((pair) => pair.split(' '))));

/** Takes sounds (see `soundOf`). */
export const isShortForm = (a: string, b: string): boolean =>
  haveShortForms().has(a) && haveShortForms().has(b) && shortForms().has(`${a} ${b}`);
