/** Countries of the world (ISO 3166-1 alpha-2). Their names come with the browser; only the codes are ours to carry. */
import { plainLanguage } from './i18n.ts';

const CODES =
  'ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW';

export interface Country {
  readonly code: string;
  readonly name: string;
}

/** Names of countries in the language of the screen; a code stays a code where the browser does not know it. */
function names(): (code: string) => string {
  try {
    const known = new Intl.DisplayNames([plainLanguage()], { type: 'region' });
    return (code) => known.of(code) ?? code;
  } catch {
    // A browser without the names of countries.
    return (code) => code;
  }
}

/** The name of a country by its code, two capitals. */
export const countryName = (code: string): string => (/^[A-Z]{2}$/.test(code) ? names()(code) : code);

/** All countries but Mali, in the order of the alphabet of the screen's language. */
export function otherCountries(): readonly Country[] {
  const name = names();
  const { compare } = new Intl.Collator(plainLanguage());
  const codes = (CODES.match(/../g) ?? []).filter((code) => code !== 'ML');
  return codes.map((code) => ({ code, name: name(code) })).sort((a, b) => compare(a.name, b.name));
}
