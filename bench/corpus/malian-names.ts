/** Names for made-up directories. General knowledge in round numbers; towns and villages exist, their groups and people here do not. */
import type { Dice } from '../../src/hub/demo/random.ts';

/** Name and how many of a thousand bear it. */
export type Weighted = readonly (readonly [name: string, weight: number])[];

export function weighted(d: Dice, list: Weighted): string {
  let left = d.next() * list.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of list) {
    left -= weight;
    if (left <= 0) return name;
  }
  return list[0]![0];
}

const parse = (text: string): Weighted =>
  text.split(' ').map((entry) => {
    const [name = '', weight = '1'] = entry.split(':');
    return [name, Number(weight)];
  });

export const FAMILY = parse(
  'Traoré:110 Coulibaly:90 Diarra:75 Keïta:45 Diallo:45 Koné:45 Sidibé:30 Sangaré:30 Touré:30 Camara:28 Dembélé:30 Sissoko:28 Konaté:28 ' +
    'Ouattara:18 Cissé:25 Maïga:25 Doumbia:22 Diakité:22 Samaké:20 Kanté:15 Diawara:12 Sogoba:12 Togola:12 Théra:8 Sanogo:12 Dao:8 Fofana:10 ' +
    'Bah:8 Kouyaté:8 Tounkara:7 Haïdara:8 Guindo:8 Togo:6 Dolo:6 Tembely:5 Poudiougou:3 Niaré:6 Niakaté:5 Gakou:3 Koumaré:4 Berthé:9 Bagayoko:9 ' +
    'Ballo:7 Bamba:5 Bengaly:4 Bouaré:4 Daou:6 Dicko:6 Djiré:4 Fané:6 Goïta:6 Kamissoko:4 Kassogué:3 Macalou:3 Malé:4 Mariko:8 Mallé:5 Ongoïba:3 ' +
    'Sacko:6 Samassékou:3 Simpara:3 Sylla:7 Tall:4 Tangara:6 Tamboura:3 Thiam:4 Timbo:1 Wagué:3 Yattara:3 Zerbo:2 Ag:3 Ouologuem:3 Kéléta:1 Djourté:1',
);

export const FEMALE = parse(
  'Fatoumata:90 Mariam:75 Aminata:60 Awa:80 Kadiatou:55 Oumou:50 Aïssata:50 Fanta:40 Assétou:40 Djénéba:40 Sali:25 Rokiatou:25 Ramata:25 ' +
    'Maïmouna:22 Bintou:25 Assan:10 Sitan:15 Korotoumou:15 Salimata:20 Nana:12 Safiatou:12 Nafissatou:8 Niagalé:6 Tenin:12 Tata:6 Adam:6 ' +
    'Alimata:10 Batoma:6 Coumba:12 Dado:3 Fily:3 Founè:3 Haby:8 Kany:8 Mah:5 Minata:6 Nassira:3 Penda:5 Saran:8 Sira:10 Sokona:4 Yah:4 Youma:3 Zeïnabou:4',
);

export const MALE = parse(
  'Mamadou:90 Moussa:75 Amadou:60 Oumar:55 Ibrahima:50 Boubacar:45 Adama:50 Abdoulaye:50 Seydou:40 Mohamed:45 Souleymane:30 Issa:30 Modibo:25 ' +
    'Drissa:30 Salif:22 Sékou:22 Bakary:28 Alassane:18 Ousmane:25 Yaya:20 Lassana:18 Siaka:15 Daouda:18 Lamine:12 Cheick:12 Madou:12 Bréhima:14 ' +
    'Yacouba:16 Zoumana:12 Karim:8 Aly:8 Tidiani:6 Hamidou:10 Harouna:8 Nouhoum:8 Sidi:8 Soumaïla:10 Tiémoko:5 Tiécoro:3 Mahamadou:15 Madani:4 ' +
    'Dramane:10 Fousseyni:12 Kassim:5 Youssouf:12 Zan:3 Broulaye:6 Chaka:5 Djibril:6 Gaoussou:6',
);

export const SHORT: { readonly [given: string]: string } = {
  Fatoumata: 'Fatou',
  Mamadou: 'Madou',
  Aminata: 'Ami',
  Souleymane: 'Solo',
  Boubacar: 'Bouba',
  Kadiatou: 'Kadia',
};

/** Village or quarter, and the commune or town somebody else may add. */
export const VILLAGES: readonly (readonly [string, string])[] = (
  'Koumantou:Bougouni Zantiébougou:Bougouni Sido:Bougouni Garalo:Bougouni Kolondiéba:Bougouni Yanfolila:Bougouni Kadiolo:Sikasso Loulouni:Sikasso ' +
  'Niéna:Sikasso Klela:Sikasso Danderesso:Sikasso Zégoua:Kadiolo Fourou:Kadiolo Misséni:Kadiolo Médine:Sikasso Wayerma:Sikasso Mancourani:Sikasso ' +
  'Cinzana:Ségou Pelengana:Ségou Markala:Ségou Dioro:Ségou Sansanding:Ségou Konodimini:Ségou Farako:Ségou Niono:Ségou Macina:Ségou Bla:Ségou ' +
  'San:Ségou Tominian:San Barouéli:Ségou Konobougou:Barouéli Tamani:Barouéli Kati:Koulikoro Kalabancoro:Kati Baguinéda:Kati Sanankoroba:Kati Siby:Kati ' +
  'Ouélessébougou:Kati Banamba:Koulikoro Fana:Dioïla Béléko:Dioïla Massigui:Dioïla Lafiabougou:Bamako Magnambougou:Bamako Banconi:Bamako Djélibougou:Bamako ' +
  'Kalabanbougou:Bamako Niamakoro:Bamako Sabalibougou:Bamako Bandiagara:Mopti Sévaré:Mopti Konna:Mopti Djenné:Mopti Soufouroulaye:Mopti ' +
  'Kita:Kayes Bafoulabé:Kayes Yélimané:Kayes Nioro:Kayes Diéma:Kayes Sadiola:Kayes Djidian:Kita Sébékoro:Kita Bourem:Gao Ansongo:Gao Diré:Tombouctou ' +
  'Goundam:Tombouctou Koutiala:Sikasso Yorosso:Koutiala Sincina:Koutiala Molobala:Koutiala Zangasso:Koutiala'
)
  .split(' ')
  .map((entry) => entry.split(':') as [string, string]);

export const GROUPS = parse(
  'Benkadi:90 Jigiya:50 Sabougnouma:40 Badenya:45 Benso:25 Kotognogontala:30 Sinignesigi:25 Djiguissèmè:12 Nieta:25 Yiriwaso:18 Faso-Jigi:12 ' +
    'Dembagnouma:18 Sigida:8 Nyèsigi:10 Danaya:18 Hèrèmakono:15 Lafia:12 Balimaya:12 Sènèkèla:6 Woyowayanko:3 Kafo:10 Jèkafo:12 Wassa:6 Tériya:8 ' +
    'Baara:6 Yèrèta:5 Sutura:5 Niogondèmè:10 Kanuya:4 Munyu:4 Bèlènyuman:2 Sokura:2',
);

export const TRADES = [
  'femmes transformatrices de karité',
  'producteurs de coton',
  'maraîchers',
  'éleveurs',
  'pêcheurs',
  'riziculteurs',
  'femmes maraîchères',
  'producteurs de céréales',
  'artisans',
  'teinturières',
  'jeunes agriculteurs',
  'transformatrices de céréales',
  'apiculteurs',
  'producteurs de mangues',
  'épargne et crédit',
  'potières',
];
