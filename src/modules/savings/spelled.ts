/** Sums in words, as they are said aloud: `12 500` is « douze mille cinq cents ». French is written as in `fr-FR`; whole numbers below a milliard. */

const FR = [
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize',
  'dix-sept dix-huit dix-neuf',
].flatMap((words) => words.split(' '));
const FR_TENS = [
  '',
  '',
  'vingt',
  'trente',
  'quarante',
  'cinquante',
  'soixante',
  'soixante',
  'quatre-vingt',
  'quatre-vingt',
];

/** @param last nothing is counted after it: « quatre-vingts », « deux cents ». */
function frenchBelowHundred(n: number, last: boolean): string {
  if (n < 20) return FR[n] ?? '';
  const tens = Math.floor(n / 10);
  const rest = n - tens * 10 + (tens === 7 || tens === 9 ? 10 : 0);
  const base = FR_TENS[tens] ?? '';
  if (rest === 0) return tens === 8 && last ? `${base}s` : base;
  if ((rest === 1 || rest === 11) && tens < 8) return `${base} et ${FR[rest]}`;
  return `${base}-${FR[rest]}`;
}

function frenchBelowThousand(n: number, last: boolean): string {
  const [hundreds, rest] = [Math.floor(n / 100), n % 100];
  if (hundreds === 0) return frenchBelowHundred(n, last);
  const base = hundreds === 1 ? 'cent' : `${FR[hundreds]} cent${rest === 0 && last ? 's' : ''}`;
  return rest === 0 ? base : `${base} ${frenchBelowHundred(rest, last)}`;
}

function french(n: number): string {
  if (n === 0) return FR[0] ?? '';
  const [millions, thousands, rest] = [Math.floor(n / 1e6), Math.floor(n / 1000) % 1000, n % 1000];
  return [
    millions > 0 ? `${frenchBelowThousand(millions, true)} million${millions > 1 ? 's' : ''}` : '',
    thousands > 1 ? `${frenchBelowThousand(thousands, false)} mille` : thousands === 1 ? 'mille' : '',
    rest > 0 ? frenchBelowThousand(rest, true) : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

const EN = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen',
  'seventeen eighteen nineteen',
].flatMap((words) => words.split(' '));
const EN_TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

function englishBelowThousand(n: number): string {
  const [hundreds, rest] = [Math.floor(n / 100), n % 100];
  const tens = EN_TENS[Math.floor(rest / 10)] ?? '';
  const low = rest < 20 ? (EN[rest] ?? '') : rest % 10 === 0 ? tens : `${tens}-${EN[rest % 10]}`;
  if (hundreds === 0) return low;
  return rest === 0 ? `${EN[hundreds]} hundred` : `${EN[hundreds]} hundred and ${low}`;
}

function english(n: number): string {
  if (n === 0) return EN[0] ?? '';
  const parts = [Math.floor(n / 1e6), Math.floor(n / 1000) % 1000, n % 1000];
  const names = [' million', ' thousand', ''];
  return parts.flatMap((part, at) => (part > 0 ? [`${englishBelowThousand(part)}${names[at]}`] : [])).join(' ');
}

/** « un million de francs » takes « de » where nothing is counted after millions. */
export const takesOf = (n: number): boolean => n >= 1e6 && n % 1e6 === 0;

/** @param n a whole number from 0. */
export const spelled = (n: number, language: 'fr' | 'en'): string => (language === 'en' ? english(n) : french(n));
