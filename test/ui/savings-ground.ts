/** A savings group on the phone of the tests, all invented: eight members, two closed meetings, a loan that is still owed. */
import type { Page } from 'playwright-core';

export interface SavingsMade {
  readonly cycle: string;
  readonly loan: string;
  readonly passbooks: readonly string[];
  /** Days of the two meetings, and today. */
  readonly days: readonly [string, string, string];
}

export const plantGroup = (page: Page): Promise<SavingsMade> =>
  page.evaluate(async () => {
    const { fake } = window;
    const branch = 'n/branch/segou/';
    const create = async (type: string, body: object, home: string) => {
      const [done] = await fake.save([{ do: 'create', type, home, body } as never]);
      return String(done?.record);
    };
    const edit = (record: string, body: object) => fake.save([{ do: 'edit', record, body } as never]);
    const day = (ago: number) => new Date(fake.now() - ago * 24 * 3600 * 1000).toISOString().slice(0, 10);
    const days = [day(14), day(7), day(0)] as const;
    const group = await create('organisation', { name: 'Groupe Jigiya', kind: 'group', place: 'Ségou' }, branch);
    const home = `${branch}org/${group}/`;
    const rules = { value: 500, social: 100, fine: 100, rate: 50, months: 3, loanBox: 20_000, socialBox: 2500 };
    const cycle = await create('savings_cycle', { group, no: 2, from: days[0], ...rules }, home);
    const names = ['Awa DIARRA', 'Fanta KEÏTA', 'Mariam TRAORÉ', 'Kadia SIDIBÉ', 'Oumou COULIBALY', 'Djénéba SAMAKÉ'];
    const passbooks: string[] = [];
    for (const [at, name] of [...names, 'Sira KONATÉ', 'Safiatou DEMBÉLÉ'].entries())
      passbooks.push(await create('passbook', { cycle, no: at + 1, name }, home));
    const entries = (map: string, value: object) => Object.fromEntries(passbooks.map((id) => [`${map}.${id}`, value]));
    const usual = {
      ...entries('there', { is: true }),
      ...entries('social', { sum: 100 }),
      ...entries('bought', { n: 2 }),
    };
    const first = await create('savings_meeting', { cycle, on: days[0], ...usual }, home);
    const lent = { meeting: first, passbook: passbooks[7], principal: 20_000, months: 2, rate: 50, way: 'flat' };
    const loan = await create('savings_loan', lent, home);
    await edit(first, { 'steps.close': { is: true }, closed: true, loanBox: 8000, socialBox: 3300 });
    const second = await create('savings_meeting', { cycle, on: days[1], ...usual }, home);
    await edit(second, { 'steps.close': { is: true }, closed: true, loanBox: 15_900, socialBox: 4100 });
    return { cycle, loan, passbooks, days };
  });
