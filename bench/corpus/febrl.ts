/** The FEBRL sets as entries of the directory. The truth stands in the ids alone, which no rule under test looks at. */
import { readFileSync } from 'node:fs';
import type { Candidate } from '../../src/modules/directory/duplicates.ts';

/** `rec-12-dup-0` and `rec-12-org` are one person, `rec-12`. */
export const personOf = (id: string): string => /^rec-\d+/.exec(id)?.[0] ?? id;

/** `folder` holds dataset1.csv and dataset3.csv as published. The state is left out: it says nothing that the postcode does not. */
export function febrl(folder: string, set: 1 | 3): readonly Candidate[] {
  const [, ...lines] = readFileSync(`${folder}/dataset${set}.csv`, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [
      id = '',
      given = '',
      surname = '',
      door = '',
      street = '',
      building = '',
      suburb = '',
      postcode = '',
      ,
      born = '',
      number = '',
    ] = line.split(',').map((cell) => cell.trim());
    return {
      id,
      kind: 'person',
      names: [`${given} ${surname}`],
      phones: [],
      ...(born && { birth: `${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6)}` }),
      ...(suburb && { place: suburb }),
      numbers: [number],
      address: [door, street, building, postcode].filter(Boolean),
    };
  });
}
