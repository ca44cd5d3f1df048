/**
 * What it costs to register an organisation on a phone: questions that must be answered, touches and letters, counted on the real screens in a real
 * browser from the first screen to the saved sheet. Two ways: only what must be answered, and everything the form asks. A touch is one press of a
 * finger; bringing up the keyboard by touching a field is counted when the field does not have the focus already.
 */
import { declarations } from '../src/modules/index.ts';
import { fromTests } from './from-tests.ts';
import { table } from './table.ts';

type Tools = typeof import('../test/browser.ts');
type SiteTools = typeof import('../test/ui/site.ts');
type Page = Awaited<ReturnType<Awaited<ReturnType<Tools['launchBrowser']>>['newPage']>>;

/** A hand on the phone, which counts. */
class Hand {
  taps = 0;
  letters = 0;
  screens = 0;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async tap(name: string): Promise<void> {
    this.taps++;
    await this.page.getByText(name, { exact: true }).first().tap();
  }

  /** Types an answer: the question alone on its screen has the focus, else the field is touched first. */
  async type(field: string, text: string): Promise<void> {
    const input = this.page.locator(`#${field}`);
    await input.waitFor();
    if (!(await input.evaluate((element) => element === document.activeElement))) {
      this.taps++;
      await input.tap();
    }
    this.letters += text.length;
    await input.pressSequentially(text);
  }

  async next(): Promise<void> {
    this.screens++;
    await this.tap('Continuer');
  }
}

const NAME = 'Groupement Benkadi';
const PLACE = 'Cinzana';

async function register(page: Page, url: string, whole: boolean): Promise<Hand> {
  await page.goto(`${url}?scene=open`);
  await page.waitForFunction(() => document.documentElement.dataset['ready'] === 'yes');
  const hand = new Hand(page);
  await hand.tap('Nouveau membre');
  await hand.type('organisation-name', NAME);
  await hand.next();
  await hand.tap('Groupement');
  await hand.next();
  await hand.type('organisation-place', PLACE);
  await hand.next();
  if (whole) await hand.tap('Agriculture');
  await hand.next();
  if (whole) await hand.type('organisation_contact-phone', '76000012');
  await hand.next();
  await hand.tap('Enregistrer');
  await page.getByRole('heading', { name: NAME }).waitFor();
  return hand;
}

export default async function run(): Promise<Record<string, number>> {
  const { launchBrowser } = await fromTests<Tools>('test/browser.ts');
  const { openSite } = await fromTests<SiteTools>('test/ui/site.ts');
  const site = await openSite();
  const browser = await launchBrowser({ hasTouch: true });
  const page = await browser.newPage();
  page.setDefaultTimeout(15_000);
  const least = await register(page, site.url, false);
  const whole = await register(page, site.url, true);
  await browser.close();
  await site.close();
  const fields = Object.values(declarations.types['organisation']?.fields ?? {});
  const required = fields.filter((field) => field.required && field.widget !== 'hidden').length;
  table([
    ['required answers', required, '', '≤ 6'],
    ['touches, only what must be answered', least.taps, '', 'few'],
    ['letters, only what must be answered', least.letters, `« ${NAME} », « ${PLACE} »`, ''],
    ['touches, everything the form asks', whole.taps, '', ''],
    ['letters, everything the form asks', whole.letters, '', ''],
    ['screens', whole.screens + 1, '', ''],
  ]);
  return {
    required_answers: required,
    taps: least.taps,
    letters: least.letters,
    taps_whole: whole.taps,
    letters_whole: whole.letters,
    screens: whole.screens + 1,
  };
}
