// npm run e2e: builds the page, then plays the end-to-end tests. Arguments go to Playwright: npm run e2e -- --grep rollout
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Ends this program when the command fails. */
function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: process.env });
  if (status !== 0) process.exit(status ?? 1);
}

try {
  // The config and each worker ask again: they find this answer.
  process.env.CHROME_PATH = await findChromium();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
run('npm', ['run', '-s', 'build']);
run('npx', ['playwright', 'test', ...process.argv.slice(2)]);
