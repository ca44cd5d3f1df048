#!/usr/bin/env node
/** The `jekulu` command. */
import { parseArgs } from 'node:util';
import { CommandError, HELP, sayError, sayFailure, terminal, Unavailable } from './say.ts';
import { FILL, readSettings } from './settings.ts';

// Each command brings only what it needs: a hub's pages are a second of reading that a code for somebody need not wait for.
const office = () => import('./office.ts');
const keep = () => import('./keep.ts');

/** Runs one command and gives its exit code; `undefined` while a hub runs. */
async function run(argv: readonly string[]): Promise<number | undefined> {
  const { command, file, options } = read(argv);
  const settings = readSettings(process.env);
  switch (command) {
    case 'start':
      await stay(
        import('./start.ts').then(({ start }) =>
          start(settings, !options['no-demo'] && !options['empty'], terminal, options['empty'] === true),
        ),
      );
      return undefined;
    case FILL:
      await (await import('./fill.ts')).fill(settings, terminal);
      return 0;
    case 'networks':
      await (await office()).listNetworks(settings, terminal);
      return 0;
    case 'code':
      await (await office()).makeCode(settings, named(options), terminal);
      return 0;
    case 'account':
      await (await office()).makeAccount(settings, named(options), terminal);
      return 0;
    case 'grant':
      await (await import('./grant.ts')).giveRight(settings, named(options), terminal);
      return 0;
    case 'backup':
      await (await keep()).backup(settings, file, named(options), terminal);
      return 0;
    case 'restore':
      await (await keep()).bringBack(settings, file, named(options), terminal);
      return 0;
    case 'verify':
      return (await (await keep()).look(settings, named(options), terminal)) ? 0 : 1;
    case 'doctor':
      return (await (await import('./doctor.ts')).doctor(settings, terminal)) ? 0 : 1;
    case 'import':
      return (await import('./import.ts')).importList(
        settings,
        file,
        named(options),
        {
          validOnly: options['valid-only'] === true,
          dryRun: options['dry-run'] === true,
          keepEdited: options['keep-edited'] === true,
          takeEdited: options['take-edited'] === true,
        },
        terminal,
      );
    case 'export':
      await (await import('./take-out.ts')).takeOut(settings, file, named(options), terminal);
      return 0;
    case 'help':
      terminal.out(HELP);
      return 0;
    default:
      throw new CommandError(
        `Commande inconnue : « ${command} ». Voyez jekulu help.`,
        'Unknown command. See jekulu help.',
      );
  }
}

type Parsed = Readonly<Record<string, string | boolean | undefined>>;
const named = (options: Parsed): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    Object.entries(options).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

interface Command {
  readonly command: string;
  readonly file: string | undefined;
  readonly options: Parsed;
}

function read(argv: readonly string[]): Command {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        'no-demo': { type: 'boolean' },
        empty: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        network: { type: 'string' },
        person: { type: 'string' },
        login: { type: 'string' },
        role: { type: 'string' },
        until: { type: 'string' },
        to: { type: 'string' },
        phrase: { type: 'string' },
        key: { type: 'string' },
        type: { type: 'string' },
        branch: { type: 'string' },
        mapping: { type: 'string' },
        errors: { type: 'string' },
        warnings: { type: 'string' },
        undo: { type: 'string' },
        'valid-only': { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        'keep-edited': { type: 'boolean' },
        'take-edited': { type: 'boolean' },
      },
    });
    return { command: values.help ? 'help' : (positionals[0] ?? 'help'), file: positionals[1], options: values };
  } catch (error) {
    throw new CommandError(`Je ne comprends pas : ${(error as Error).message}`, 'See jekulu help.');
  }
}

/** The first signal ends what is under way and leaves, even in the middle of a start; a second one no longer waits. */
async function stay(starting: Promise<{ stop(): Promise<void> }>): Promise<void> {
  let leaving = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (leaving) process.exit(1);
      leaving = true;
      starting
        .then((hub) => hub.stop())
        .then(
          () => process.exit(0),
          (error) => {
            terminal.err(String(error));
            process.exit(1);
          },
        );
    });
  await starting;
}

run(process.argv.slice(2)).then(
  (code) => {
    if (code !== undefined) process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof Unavailable) sayFailure(terminal, error.failure);
    else if (error instanceof CommandError) sayError(terminal, error);
    else
      terminal.err(
        `✗ Une erreur que le programme ne connaît pas. / A fault the program does not know.\n${(error as Error)?.stack ?? error}`,
      );
    process.exit(1);
  },
);
