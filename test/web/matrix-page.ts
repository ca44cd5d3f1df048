/** docs/access-matrix.md, from what was measured. */
import { ACTIONS, type Action } from '../../src/kernel/declare.ts';
import { declarations } from '../../src/modules/index.ts';
import { canStand, type Relation } from './ground.ts';

const LETTERS: Readonly<Record<Action, string>> = { read: 'R', create: 'C', edit: 'E', void: 'V' };

const MEANING: Readonly<Record<string, string>> = {
  own: 'at home in the very scope of the grant',
  below: 'at home further down the tree',
  'far below': 'at home two steps down',
  above: 'at home further up',
  sibling: 'at home in another branch',
  'shared card':
    'at home elsewhere (another branch; for an organisation: its branch), shared with the whole network (`n/shared/`)',
  'shared with own': 'at home in another branch, shared with this branch',
  'another organisation': 'at home in the scope of another organisation of the branch',
  'shared with it': 'at home in the branch, shared with this organisation',
  'shared with another': 'at home in the branch, shared with another organisation only',
};

interface Findings {
  /** `role|relation|type` → what was possible. */
  readonly measured: ReadonlyMap<string, ReadonlySet<Action>>;
  /** `role|given role` → how far. */
  readonly giving: ReadonlyMap<string, string>;
  readonly relations: Readonly<Record<string, readonly Relation[]>>;
  placeOf(role: string): string;
}

export function matrixPage({ measured, giving, relations, placeOf }: Findings): string {
  const cell = (role: string, relation: Relation, type: string): string => {
    if (!canStand(type, relation)) return '';
    const done = measured.get(`${role}|${relation.name}|${type}`);
    return done
      ? ACTIONS.filter((action) => done.has(action))
          .map((action) => LETTERS[action])
          .join(' ')
      : '–';
  };
  const parts = Object.keys(declarations.types).map((type) => {
    const tables = Object.entries(relations).map(([at, list]) => {
      const roles = Object.keys(declarations.roles).filter((role) => placeOf(role) === at);
      const head = `| role at \`${at}\` | ${list.map(({ name }) => name).join(' | ')} |`;
      const rule = `|---|${list.map(() => '---').join('|')}|`;
      const rows = roles.map(
        (role) => `| ${role} | ${list.map((relation) => cell(role, relation, type)).join(' | ')} |`,
      );
      return [head, rule, ...rows].join('\n');
    });
    const { companionOf, closed, own, access } = declarations.types[type] ?? {};
    const writers = access?.create.filter((role) => !own?.but.includes(role)).join(', ');
    const note = own
      ? `\nWritten by whom it names in \`${own.by}\`: ${writers} write only their own, and what was tried here is somebody else’s.\n`
      : companionOf
        ? `\nHolds the sensitive fields of \`${companionOf}\`: it lives under \`sensitive/\` of that place.\n`
        : closed
          ? '\nSensitive as a whole: it lives under `sensitive/` of that place.\n'
          : '';
    return `## ${type}\n${note}\n${tables.join('\n\n')}\n`;
  });
  const roles = Object.keys(declarations.roles);
  const gives = [
    `| gives, in its own place and below | ${roles.join(' | ')} |`,
    `|---|${roles.map(() => '---').join('|')}|`,
    ...roles.map((role) => `| ${role} | ${roles.map((given) => giving.get(`${role}|${given}`) ?? '–').join(' | ')} |`),
  ].join('\n');
  const legend = [
    ...new Set(
      Object.values(relations)
        .flat()
        .map(({ name }) => name),
    ),
  ].map((name) => `- **${name}**: ${MEANING[name] ?? name}`);
  return `# Who may do what, where

Written by \`test/web/matrix.test.ts\` from what real phones and the API could do (\`UPDATE_MATRIX=1 npm test -- --only matrix\` writes it anew).
The test compares every cell with the declarations in \`src/modules/*/model.ts\`; where they differ, it fails.

R read · C create · E edit · V hide and bring back · – nothing · empty: such a record is never shared. Grants are for the role \`member\`, for good.

${legend.join('\n')}

${parts.join('\n')}
## Giving rights
*For a time*: enrolled in the field, provisional, until somebody who may give it for good confirms it.

${gives}
`;
}
