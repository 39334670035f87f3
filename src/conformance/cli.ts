/**
 * play IN OUT, vectors IN OUT, conformance [DIR...]: our answers in the recordings' own format, and whether they agree.
 * A scenario or area that cannot be played counts as failed, never as skipped.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { conformScenario, playedOrError } from './conform-scenario.ts';
import type { Scenario } from './scenario.ts';
import { compareCase, playVectors, type VectorFile } from './vectors/run-vectors.ts';

const OWN = 'conformance';

function jsonFiles(path: string, deep: boolean): readonly string[] {
  if (statSync(path).isFile()) return [path];
  const files: string[] = [];
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = join(path, entry.name);
    if (entry.isDirectory()) deep && files.push(...jsonFiles(full, deep));
    else if (entry.name.endsWith('.json')) files.push(full);
  }
  return files;
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function isScenario(content: unknown): content is Scenario {
  return typeof content === 'object' && content !== null && 'steps' in content && Array.isArray(content.steps);
}

function isVectors(content: unknown): content is VectorFile {
  return typeof content === 'object' && content !== null && 'area' in content && 'cases' in content;
}

function writeAll(input: string, output: string, play: (content: unknown, file: string) => unknown): void {
  mkdirSync(output, { recursive: true });
  for (const file of jsonFiles(input, false)) {
    writeFileSync(join(output, basename(file)), `${JSON.stringify(play(read(file), file), null, 1)}\n`);
  }
}

interface Score {
  passed: number;
  failed: number;
}

function conform(file: string, score: Score): void {
  const content = read(file);
  if (isScenario(content)) {
    const { differences, draw } = conformScenario(content);
    if (draw > 1) console.log(`${file}: agrees in world ${draw} of chance`);
    content.steps.forEach((step, i) => {
      const found = differences[i] ?? [];
      note(score, found.length === 0, () => {
        for (const { what, want, got } of found) {
          console.log(
            `${file} step ${i + 1} (${step.kubectl ?? JSON.stringify(step)}): ${what}\n  want: ${want}\n  got:  ${got}`,
          );
        }
      });
    });
  } else if (isVectors(content)) {
    const played = playVectors(content);
    content.cases.forEach((one, i) => {
      const got = played.cases[i]?.expect;
      note(score, compareCase(one.expect, got), () => {
        console.log(`${file} ${one.id}\n  want: ${JSON.stringify(one.expect)}\n  got:  ${JSON.stringify(got)}`);
      });
    });
  } else note(score, false, () => console.log(`${file}: neither a scenario nor a vector file`));
}

function note(score: Score, ok: boolean, tell: () => void): void {
  if (ok) score.passed += 1;
  else {
    score.failed += 1;
    tell();
  }
}

function main([verb, ...args]: readonly string[]): number {
  const [input, output] = args;
  if (verb === 'play' || verb === 'vectors') {
    if (input === undefined || output === undefined) {
      console.error(`usage: ${verb} IN OUT`);
      return 2;
    }
    const play = (content: unknown): unknown => {
      if (verb === 'play') return isScenario(content) ? playedOrError(content) : content;
      return isVectors(content) ? playVectors(content) : content;
    };
    writeAll(input, output, play);
    return 0;
  }
  if (verb !== 'conformance') {
    console.error('usage: play IN OUT | vectors IN OUT | conformance [DIR...]');
    return 2;
  }
  const score: Score = { passed: 0, failed: 0 };
  for (const folder of args.length > 0 ? args : [OWN]) {
    for (const file of jsonFiles(folder, true)) conform(file, score);
  }
  console.log(`${score.passed} passed, ${score.failed} failed`);
  return score.failed > 0 || score.passed === 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
