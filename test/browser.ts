// A browser for the journeys, on any machine: the one installed there, else the one that comes with the test tools.
// The latter brings its own libraries and fonts, so that a bare server without either shows the same screens.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));

export interface BrowserOptions extends BrowserContextOptions {
  /** Give the same folder again to meet the browser as it was left: storage, service worker, keys. */
  readonly profileDir?: string;
  readonly args?: readonly string[];
  /** A list of fonts (fontconfig) in place of the machine's. */
  readonly fonts?: string;
}

/** Close the context to end the browser. Without a folder of its own the profile is thrown away then. */
export async function launchBrowser({
  profileDir,
  args = [],
  fonts,
  ...context
}: BrowserOptions = {}): Promise<BrowserContext> {
  const { executablePath, env } = findChromium();
  const profile = profileDir ?? mkdtempSync(join(tmpdir(), 'jekulu-browser-'));
  const opened = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    locale: 'fr-FR',
    timezoneId: 'Africa/Bamako',
    viewport: { width: 360, height: 740 },
    ...context,
    env: { ...(process.env as Record<string, string>), ...env, ...(fonts && { FONTCONFIG_FILE: fonts }) },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // The same text has the same width everywhere, so that a screenshot differs only when the screen does.
      '--font-render-hinting=none',
      // A page of a test lives for a second or two: compiling it as if it stayed costs a quarter of the browser's time. A bench measures what people have.
      ...(process.env['VITEST'] ? ['--js-flags=--no-turbofan --no-maglev'] : []),
      ...args,
    ],
  });
  if (!profileDir) opened.on('close', () => void discard(profile));
  return opened;
}

/** The browser still writes for a moment after it says it is closed. What stays in the end is only a temporary folder. */
async function discard(profile: string): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt++) {
    try {
      return await rm(profile, { recursive: true, force: true });
    } catch {
      await sleep(100);
    }
  }
}

function findChromium(): { executablePath: string; env: Record<string, string> } {
  const installed = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((path) => path && existsSync(path));
  return installed ? { executablePath: installed, env: {} } : bundledChromium();
}

function bundledChromium(): { executablePath: string; env: Record<string, string> } {
  const require = createRequire(import.meta.url);
  const packaged = join(dirname(require.resolve('@sparticuz/chromium')), '..', '..', 'bin');
  const fonts = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
  const { version } = JSON.parse(readFileSync(join(packaged, '..', 'package.json'), 'utf8')) as { version: string };
  const folder = join(here, '.browser', `chromium-${version}`);
  if (!existsSync(folder)) unpack(packaged, folder);
  writeFontList(folder, fonts);
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: [join(folder, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
}

/** Unpacked aside and moved in place when whole: two test workers may come here at once, or one be cut off. */
function unpack(packaged: string, folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  const half = mkdtempSync(`${folder}.`);
  const inflate = (name: string) => brotliDecompressSync(readFileSync(join(packaged, name)));
  writeFileSync(join(half, 'chromium'), inflate('chromium.br'), { mode: 0o755 });
  for (const name of ['al2023.tar.br', 'swiftshader.tar.br']) {
    const done = spawnSync('tar', ['-x', '--no-same-owner', '-C', half], { input: inflate(name) });
    if (done.status !== 0) throw new Error(`cannot unpack ${name}: ${done.stderr}`);
  }
  try {
    renameSync(half, folder);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** One font with every letter of French and of Mali's languages (é œ ɛ ɔ ɲ ŋ), whatever the machine has. */
function writeFontList(folder: string, fonts: string): void {
  const text = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fonts}</dir>
  <cachedir>${join(folder, 'font-cache')}</cachedir>
  <selectfont><rejectfont><glob>*MathTeXGyre*</glob></rejectfont></selectfont>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>DejaVu Sans</family></prefer></alias>
  <alias><family>serif</family><prefer><family>DejaVu Serif</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <match target="pattern"><edit name="family" mode="append_last"><string>DejaVu Sans</string></edit></match>
</fontconfig>
`;
  const file = join(folder, 'fonts.conf');
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}
