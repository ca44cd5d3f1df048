/** A delegation of years ago, with what its people were then: the mayor of that time is not the mayor of today; and who organised a meeting. Invented. */
import type { Acts } from '../../kernel/author.ts';
import { textOf } from '../../kernel/fold.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Scope } from '../../kernel/types.ts';
import { group } from './movement.ts';

export function tellDelegation(home: Scope, source: LinkSource, write: (acts: Acts) => unknown): void {
  const ministry = source.list('organisation').find((one) => textOf(one, 'name').startsWith('Ministère'));
  write(
    group((add) => {
      const town = add(
        'organisation',
        {
          name: 'Mairie du District (exemple)',
          kind: 'public',
          place: 'Bamako',
          founded: '1998',
          'awards.a': {
            name: 'Ville amie de l’économie sociale',
            from: 'Rencontre de Bamako (exemple)',
            on: '2023-11',
          },
        },
        home,
      );
      const terms = [
        ['Bréhima TOGOLA', '2013', '2021-03'],
        ['Safiatou DIABY', '2021-04', ''],
      ] as const;
      const mayors = terms.map(([name, from, to]) => {
        const person = add('person', { name }, home);
        const term = { kind: 'function', title: 'Maire', from, ...(to && { to }) };
        add('involvement', { person, organisation: town, ...term }, home);
        return person;
      });
      add(
        'delegation',
        {
          name: 'Forum mondial de l’ESS',
          on: '2018-10-01',
          where: { text: 'Bilbao', country: 'ES' },
          'members.a': { person: mayors[0] as string, of: town },
          'members.b': { name: 'Une invitée du réseau', as: 'Chargée de l’ESS à la Mairie', of: town },
        },
        home,
      );
      // Two editions, years apart: the ministry is called otherwise, and is the same.
      for (const on of ministry ? ['2005-11', '2025-10'] : [])
        add(
          'delegation',
          {
            name: `Semaine de l’ESS, édition ${on.slice(0, 4)} (exemple)`,
            on,
            where: 'Bamako',
            'organisers.a': {
              organisation: ministry?.id as string,
              role: 'Co-organisateur',
              task: 'Invitations officielles',
            },
            'organisers.b': { organisation: town, role: 'Accueil', task: 'Salle et sécurité' },
            'members.a': { of: town },
          },
          home,
        );
    }),
  );
}
