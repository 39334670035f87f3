// npm test: every check of the project, one stage after the other. The last line is `N passed, N failed`.
// usage: node scripts/test.mjs [--only unit,e2e]
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findChromium } from './chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');
const reports = mkdtempSync(path.join(tmpdir(), 'daemonset-playground-test-'));

/** A tool of node_modules, without what npx says on its own account. */
const tool = (name) => path.join(root, 'node_modules', '.bin', name);

/** In the order they run. `run` answers `{ passed, failed, skipped? }`; a rejection counts as one failure. */
const STAGES = [
  { name: 'types', run: () => check('npm', ['run', '-s', 'types']) },
  { name: 'lint', run: () => check('npm', ['run', '-s', 'lint']) },
  { name: 'unit', run: unit },
  { name: 'conformance', run: conformance },
  { name: 'build', run: build },
  { name: 'bundle', needsBuild: true, run: () => check('node', ['scripts/bundle-size.mjs']) },
  { name: 'e2e', needsBuild: true, run: endToEnd },
];

/** Unit, property, content and architecture tests. */
async function unit() {
  const file = path.join(reports, 'unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code } = await command(tool('vitest'), ['run', ...reporters]);
  const report = readReport(file);
  // A file that cannot be loaded has no test that could fail.
  const broken = report.testResults.filter(
    (result) => result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'),
  );
  return verdict(code, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  });
}

async function conformance() {
  const { code, stdout } = await command('npm', ['run', '-s', 'conformance'], { keep: true });
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(stdout.trimEnd().split('\n').at(-1) ?? '') ?? [];
  if (passed === undefined) throw new Error('conformance did not end with its counts');
  return verdict(code, { passed: Number(passed), failed: Number(failed) });
}

async function build() {
  // What an earlier build left must not be tested in place of one that failed.
  rmSync(dist, { recursive: true, force: true });
  return check('npm', ['run', '-s', 'build']);
}

async function endToEnd() {
  // The config and each worker ask again: they find this answer.
  process.env.CHROME_PATH = await findChromium();
  const file = path.join(reports, 'e2e.json');
  const { code } = await command(tool('playwright'), ['test', '--reporter=list,json'], {
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  const { stats } = readReport(file);
  return verdict(code, { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped });
}

/** A command that passes or fails as a whole. */
async function check(name, args) {
  const { code } = await command(name, args);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Counts that agree with the exit code: a run that failed outside its tests, or that ran none, has failed. */
function verdict(code, counts) {
  const empty = counts.passed + counts.failed === 0;
  return counts.failed === 0 && (code !== 0 || empty) ? { ...counts, failed: 1 } : counts;
}

function readReport(file) {
  if (!existsSync(file)) throw new Error('ended without a report');
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Runs a command with its output shown. `keep` also answers what it wrote to stdout. */
function command(name, args, { keep = false, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(name, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', keep ? 'pipe' : 'inherit', 'inherit'],
    });
    const parts = [];
    child.stdout?.on('data', (part) => {
      parts.push(part);
      process.stdout.write(part);
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout: Buffer.concat(parts).toString('utf8') }));
  });
}

/** The stages asked for; those that look at the build bring it along. */
function chosenStages() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  if (values.only === undefined) return STAGES;
  const names = values.only.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    throw new Error(`no stage ${unknown.join(', ')}; there are ${STAGES.map((stage) => stage.name).join(', ')}`);
  }
  const build = STAGES.some((stage) => names.includes(stage.name) && stage.needsBuild);
  return STAGES.filter((stage) => names.includes(stage.name) || (build && stage.name === 'build'));
}

async function play(stage) {
  if (stage.needsBuild && !existsSync(path.join(dist, 'index.html'))) {
    console.error('There is no build to look at.');
    return { passed: 0, failed: 1 };
  }
  try {
    return await stage.run();
  } catch (error) {
    console.error(error.message);
    return { passed: 0, failed: 1 };
  }
}

async function main() {
  const total = { passed: 0, failed: 0 };
  const summary = [];
  for (const stage of chosenStages()) {
    console.log(`\n=== ${stage.name}`);
    const begun = performance.now();
    const { passed, failed, skipped = 0 } = await play(stage);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    total.passed += passed;
    total.failed += failed;
    summary.push(
      `${failed > 0 ? 'FAIL' : 'ok  '} ${stage.name.padEnd(12)} ${`${passed} passed`.padStart(13)}, ${failed} failed` +
        `${skipped > 0 ? `, ${skipped} skipped` : ''} (${seconds} s)`,
    );
  }
  console.log(`\n=== summary\n${summary.join('\n')}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}
