// Finds a Chromium for the end-to-end tests and the benches, and installs one where that is possible.
// As a command it prints the path: node scripts/chromium.mjs
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const NAMES = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'];

const isRoot = process.getuid?.() === 0;

/** Command-line flags: no calls home, works without a GPU; root has no sandbox in Chromium. */
export const CHROMIUM_FLAGS = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The path of a Chromium executable: CHROME_PATH, else Playwright's own, else one on the PATH, else (as root on Debian
 * or Ubuntu) newly installed with apt. Throws an Error that says what to do when there is none.
 */
export async function findChromium() {
  const given = process.env.CHROME_PATH;
  if (given) {
    if (isExecutable(given)) return given;
    process.stderr.write(`CHROME_PATH is ${given}, which cannot be run; looking elsewhere.\n`);
  }
  return (await playwrightsOwn()) ?? onPath() ?? installed() ?? fail();
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  const file = chromium.executablePath();
  return file && existsSync(file) ? file : undefined;
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  for (const name of NAMES) {
    const file = folders.map((folder) => path.join(folder, name)).find(isExecutable);
    if (file && answers(file)) return file;
  }
  return undefined;
}

/** Ubuntu's `chromium-browser` may be a script that only asks for a snap: a real browser tells its version. */
function answers(file) {
  const { status, stdout } = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return status === 0 && /\d+\.\d+/.test(stdout);
}

function installed() {
  if (!isRoot || !isDebianOrUbuntu()) return undefined;
  process.stderr.write('No Chromium here: installing it with apt-get.\n');
  // Without a font the page would have no text; the package only recommends one.
  const commands = [['update'], ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation']];
  for (const args of commands) {
    try {
      execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        stdio: ['ignore', 2, 2],
      });
    } catch (error) {
      process.stderr.write(`apt-get ${args.join(' ')} failed: ${error.message}\n`);
    }
  }
  return onPath();
}

function isDebianOrUbuntu() {
  if (!existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function fail() {
  throw new Error(
    [
      'No Chromium found. One of these helps:',
      '  - set CHROME_PATH to the executable of Chromium or Chrome',
      '  - npx playwright install chromium',
      '  - install chromium or google-chrome, so that it is on the PATH (as root on Debian: apt-get install chromium)',
    ].join('\n'),
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    console.log(await findChromium());
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
