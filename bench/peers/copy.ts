/** A copy of the program that knows the reference types too: as somebody would have it who followed docs/add-a-module.md. */
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../from-tests.ts';

export function copyWithReference(folder: string): string {
  cpSync(join(root, 'src'), join(folder, 'src'), { recursive: true });
  cpSync(join(root, 'bench'), join(folder, 'bench'), {
    recursive: true,
    filter: (path) => !/[/\\](node_modules|out|febrl)$/.test(path),
  });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  mkdirSync(join(folder, 'test'));
  for (const path of ['node_modules', 'test/node_modules']) symlinkSync(join(root, path), join(folder, path));
  const index = join(folder, 'src', 'modules', 'index.ts');
  const text = readFileSync(index, 'utf8');
  const with_ = text.replace(/declare\(([^)]*?),?\s*\)/, 'declare($1, reference)');
  if (with_ === text) throw new Error('src/modules/index.ts declares no modules any more');
  writeFileSync(index, `import { reference } from '../../bench/peers/reference.ts';\n${with_}`);
  return folder;
}
