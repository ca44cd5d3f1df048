// ../../../tmp/forms-sheet.ts

// test/browser.ts
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readFileSync as readFileSync2,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';

var here = dirname(fileURLToPath(import.meta.url));
async function launchBrowser({ profileDir, args = [], fonts, ...context } = {}) {
  const { executablePath, env } = findChromium();
  const profile = profileDir ?? mkdtempSync(join(tmpdir(), 'jekulu-browser-'));
  const opened = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    locale: 'fr-FR',
    timezoneId: 'Africa/Bamako',
    viewport: { width: 360, height: 740 },
    ...context,
    env: { ...process.env, ...env, ...(fonts && { FONTCONFIG_FILE: fonts }) },
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
      ...args,
    ],
  });
  if (!profileDir) opened.on('close', () => void discard(profile));
  return opened;
}
async function discard(profile) {
  for (let attempt = 0; attempt < 10; attempt++) {
    try {
      return await rm(profile, { recursive: true, force: true });
    } catch {
      await sleep(100);
    }
  }
}
function findChromium() {
  const installed = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((path) => path && existsSync(path));
  return installed ? { executablePath: installed, env: {} } : bundledChromium();
}
function bundledChromium() {
  const require2 = createRequire(import.meta.url);
  const packaged = join(dirname(require2.resolve('@sparticuz/chromium')), '..', '..', 'bin');
  const fonts = join(dirname(require2.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
  const { version } = JSON.parse(readFileSync(join(packaged, '..', 'package.json'), 'utf8'));
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
function unpack(packaged, folder) {
  mkdirSync(dirname(folder), { recursive: true });
  const half = mkdtempSync(`${folder}.`);
  const inflate = (name) => brotliDecompressSync(readFileSync(join(packaged, name)));
  writeFileSync(join(half, 'chromium'), inflate('chromium.br'), { mode: 493 });
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
function writeFontList(folder, fonts) {
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

// ../../../tmp/forms-sheet.ts
var [out, ...files] = process.argv.slice(2);
var b = await launchBrowser({ deviceScaleFactor: 1 });
var p = b.pages()[0] ?? (await b.newPage());
var imgs = files.map((f) => `<img src="data:image/png;base64,${readFileSync2(f).toString('base64')}">`).join('');
await p.setViewportSize({ width: out.includes('1280') ? 2600 : 1500, height: 800 });
await p.setContent(`<body style="margin:0;display:flex;flex-wrap:wrap;gap:10px;background:#888">${imgs}`);
await p.waitForTimeout(300);
await p.screenshot({ path: out, fullPage: true });
await b.close();
