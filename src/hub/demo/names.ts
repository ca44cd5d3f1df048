/** Names of invented people. Few family names are shared by many, as in life: nobody is known by a name alone. */
import type { Dice } from './random.ts';

const words = (text: string): readonly string[] => text.split(' ');

const WOMEN = words(
  'Awa Aminata Aïssata Assitan Bintou Coumba Djénéba Fanta Fatoumata Fily Founé Hawa Kadia Kadiatou Korotoumou Mariam Maïmouna Ména Nana Nassira Niélé Oumou Penda Ramata Rokia Sali Sanaba Saran Sira Sitan Tenin Wassa Yayi Zeïnabou',
);
const MEN = words(
  'Abdoulaye Adama Aly Amadou Bakary Baba Boubacar Boureïma Bréhima Cheick Daouda Drissa Fousseyni Hamidou Ibrahim Idrissa Issa Kalilou Lassina Madou Mahamadou Mamadou Modibo Moussa Oumar Ousmane Sékou Seydou Sidi Soumaïla Souleymane Yacouba Yaya Zoumana',
);
const EVERYWHERE = words('TRAORÉ COULIBALY DIARRA KEÏTA DIALLO SIDIBÉ SANGARÉ KONÉ CISSÉ TOURÉ');
/** Families of each region besides those found everywhere. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  bamako: words('KONATÉ DOUMBIA CAMARA KANTÉ SYLLA BAGAYOKO SACKO DIAKITÉ FOFANA'),
  gao: words('MAÏGA HAÏDARA DICKO YATTARA ALHASSANE ABOUBACRINE'),
  kayes: words('SISSOKO TOUNKARA DANSOKO MACALOU NOMOKO DEMBÉLÉ KANOUTÉ'),
  kidal: words('AG-ALHOUSSEINI AG-MOHAMED MAÏGA HAÏDARA'),
  koulikoro: words('DOUMBIA SAMAKÉ DIAKITÉ SAMASSÉKOU KANTÉ BAGAYOKO'),
  mopti: words('TOGO GUINDO KASSOGUÉ TAPILY TEMBELY BOCOUM KAREMBÉ SAGARA'),
  nioro: words('SOUMARÉ DIAWARA SIMAGA TANDIA NIAKATÉ'),
  segou: words('TANGARA THÉRA BOUARÉ DEMBÉLÉ SAMAKÉ KOUMARÉ FOMBA TRAWALY DAOU'),
  sikasso: words('OUATTARA BERTHÉ BAMBA SANOGO DEMBÉLÉ BALLO DAO MALLÉ'),
  tombouctou: words('HAÏDARA MAÏGA YATTARA BABY ARBY CISSÉ'),
};

/** A woman or a man of this branch. */
export function nameIn(branch: string, isWoman: boolean, luck: Dice): string {
  const family = luck.pick(luck.next() < 0.4 ? EVERYWHERE : (FAMILIES[branch] ?? EVERYWHERE));
  return `${luck.pick(isWoman ? WOMEN : MEN)} ${family}`;
}

/** Given names that came with the young, besides those of everybody. */
const YOUNG_WOMEN = words(
  'Alima Assa Astan Ami Ballakissa Batoma Dado Diarra Fatim Goundo Habibatou Hatouma Inna Kadidia Kani Koura Lalla Maïssata Mama Mastan Mayama Mouna Néné Nagnouma Rahamatou Safiatou Sadio Sokona Tata Tiguida Yassa',
);
const YOUNG_MEN = words(
  'Alassane Alou Amara Arouna Birama Bourama Chaka Dramane Gaoussou Habib Hamza Harouna Ismaël Kassim Karim Kléna Lamine Makan Malick Mory Moctar Nouhoum Salif Samba Sina Solo Tidiane Toumani Tiémoko Youssouf Zakaria Ladji Bassirou',
);
const ALL_FAMILIES = [...new Set([...EVERYWHERE, ...Object.values(FAMILIES).flat()])];

/** A young woman or man of Bamako, whose family may come from anywhere in the country. */
export function anyName(isWoman: boolean, luck: Dice): string {
  const family = luck.pick(luck.next() < 0.3 ? EVERYWHERE : ALL_FAMILIES);
  return `${luck.pick(isWoman ? [...WOMEN, ...YOUNG_WOMEN] : [...MEN, ...YOUNG_MEN])} ${family}`;
}
