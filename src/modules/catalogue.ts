/** The words of every module in both languages, for the hub: what the app's screens call things. One line a module and language. */
import accessEn from './access/messages/en.json';
import accessFr from './access/messages/fr.json';
import certificatesEn from './certificates/messages/en.json';
import certificatesFr from './certificates/messages/fr.json';
import clubsEn from './clubs/messages/en.json';
import clubsFr from './clubs/messages/fr.json';
import communityEn from './community/messages/en.json';
import communityFr from './community/messages/fr.json';
import directoryEn from './directory/messages/en.json';
import directoryFirstEn from './directory/messages/first/en.json';
import directoryFirstFr from './directory/messages/first/fr.json';
import directoryFr from './directory/messages/fr.json';
import followupEn from './followup/messages/en.json';
import followupFr from './followup/messages/fr.json';
import legalformEn from './legalform/messages/en.json';
import legalformFr from './legalform/messages/fr.json';
import networkEn from './network/messages/en.json';
import networkFr from './network/messages/fr.json';
import offersEn from './offers/messages/en.json';
import offersFr from './offers/messages/fr.json';
import peopleEn from './people/messages/en.json';
import peopleFr from './people/messages/fr.json';
import privacyEn from './privacy/messages/en.json';
import privacyFr from './privacy/messages/fr.json';
import savingsEn from './savings/messages/en.json';
import savingsFr from './savings/messages/fr.json';
import tellingEn from './telling/messages/en.json';
import tellingFr from './telling/messages/fr.json';
import trainingEn from './training/messages/en.json';
import trainingFr from './training/messages/fr.json';
import moreTrainingEn from './training/messages/more/en.json';
import moreTrainingFr from './training/messages/more/fr.json';
import voicesEn from './voices/messages/en.json';
import voicesFr from './voices/messages/fr.json';

type Catalogue = { readonly [key: string]: string };

const modules: readonly { readonly fr: Catalogue; readonly en: Catalogue }[] = [
  { fr: accessFr, en: accessEn },
  { fr: certificatesFr, en: certificatesEn },
  { fr: directoryFr, en: directoryEn },
  { fr: directoryFirstFr, en: directoryFirstEn },
  { fr: legalformFr, en: legalformEn },
  { fr: networkFr, en: networkEn },
  { fr: peopleFr, en: peopleEn },
  { fr: privacyFr, en: privacyEn },
  { fr: trainingFr, en: trainingEn },
  { fr: moreTrainingFr, en: moreTrainingEn },
  { fr: followupFr, en: followupEn },
  { fr: offersFr, en: offersEn },
  { fr: tellingFr, en: tellingEn },
  { fr: voicesFr, en: voicesEn },
  { fr: communityFr, en: communityEn },
  { fr: clubsFr, en: clubsEn },
  { fr: savingsFr, en: savingsEn },
];

const all = (language: 'fr' | 'en'): Catalogue => Object.assign({}, ...modules.map((one) => one[language]));

export const catalogue: { readonly [language in 'fr' | 'en']: Catalogue } = { fr: all('fr'), en: all('en') };
