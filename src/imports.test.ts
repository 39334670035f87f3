/** The architecture as tests: who may import whom, and what the code may not hold (docs/architecture.md, section 2). */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
  /** `import('…')`: loaded later, so it closes no cycle. */
  readonly lazy: boolean;
}

interface Source {
  /** Below src, with slashes: `engine/store/store.ts`. */
  readonly file: string;
  readonly text: string;
  /** The text with comments, and what quotes hold, made blank; lines and columns stay. */
  readonly code: string;
  readonly imports: readonly Import[];
}

/** The folders of src that product code in each may import; a new folder needs a line here. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  engine: ['lib'],
  manifest: ['lib', 'engine'],
  kubectl: ['lib', 'engine', 'manifest'],
  shell: ['lib', 'engine', 'manifest', 'kubectl'],
  view: ['lib', 'engine', 'manifest', 'kubectl'],
  content: [], // and types, from anywhere
  session: ['lib', 'engine', 'manifest', 'kubectl', 'shell', 'view', 'content'],
  ui: ['lib', 'engine', 'manifest', 'kubectl', 'shell', 'view', 'content', 'session'],
  testing: ['lib', 'engine', 'manifest', 'kubectl', 'shell', 'view', 'content', 'session'],
  conformance: ['lib', 'engine', 'manifest', 'kubectl', 'shell', 'view', 'content', 'session', 'testing'],
  bench: ['lib', 'engine'],
  'main.tsx': ['ui', 'session'],
};

/** These prove the engine from inside; everyone else sees what engine/index.ts exports. */
const DEEP_IN_ENGINE = ['engine', 'testing', 'conformance'];

const BANNED_IN_ENGINE =
  /\bDate\.now\b|\bnew Date\b|\bMath\.random\b|\b(?:set(?:Timeout|Interval|Immediate)|queueMicrotask|Promise|async|await|performance)\b/g;
/** `new Date(milliseconds)` formats a given virtual moment there; it never asks for the time. */
const FORMATS_TIME = 'engine/time/millis.ts';

const LINE_LIMIT = 300;
/** Longer files that hold one table and no logic, with the reason why they are not split. */
const TABLES: Readonly<Record<string, string>> = {};

const isTest = (file: string): boolean => /\.(?:test|bench)\.tsx?$/.test(file);
const layerOf = (file: string): string => file.split('/')[0] ?? file;
const isPackage = (specifier: string): boolean => !specifier.startsWith('.');
const packageOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

const root = path.dirname(fileURLToPath(import.meta.url));
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => /\.tsx?$/.test(file))
  .sort()
  .map((file) => sourceOf(file, readFileSync(path.join(root, file), 'utf8')));

function sourceOf(file: string, text: string): Source {
  const code = blanked(text);
  return { file, text, code, imports: importsOf(text, code) };
}

/**
 * Replaces comments and the insides of quotes and regular expressions by spaces. A scanner, not a parser: a slash
 * begins a regular expression where no value can have ended, and a quote ends at the end of its line at the latest.
 */
function blanked(text: string): string {
  const parts =
    /\/\/.*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?|(?<=(?:^|[(,=:[!&|?{;>])\s*)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/|`(?:\\[\s\S]|\$\{[^{}]*\}|[^`\\])*`/gm;
  return text.replace(parts, (part) => {
    // What a template inserts is code.
    const kept = part.startsWith('`') ? part.split(/(\$\{[^{}]*\})/) : [part];
    return kept.map((piece, index) => (index % 2 === 1 ? piece : piece.replace(/[^\n]/g, ' '))).join('');
  });
}

function importsOf(text: string, code: string): readonly Import[] {
  const statements =
    /\b(?:import|export)\s+(?<type>type\s+)?(?<names>[\w$*{}\s,]+?)\s*\bfrom\s*['"](?<from>[^'"\n]+)['"]|\bimport\s*['"](?<effect>[^'"\n]+)['"]|\bimport\s*\(\s*['"](?<later>[^'"\n]+)['"]|\bnew URL\(\s*['"](?<asset>\.[^'"\n]+)['"]/g;
  const found: Import[] = [];
  for (const { index, groups = {} } of text.matchAll(statements)) {
    if (code[index] === ' ') continue; // in a comment or in quotes
    const specifier = groups.from ?? groups.effect ?? groups.later ?? groups.asset;
    if (specifier === undefined) continue;
    const names = /^\{(.*)\}$/s
      .exec(groups.names ?? '')?.[1]
      ?.split(',')
      .map((name) => name.trim());
    const onlyTypes = names?.every((name) => name === '' || name.startsWith('type ')) === true;
    found.push({
      specifier: specifier.replace(/\?.*$/, ''),
      typeOnly: groups.type !== undefined || onlyTypes,
      lazy: groups.later !== undefined || groups.asset !== undefined,
    });
  }
  return found;
}

/** The imported file below src; undefined for a package. */
function target(file: string, { specifier }: Import): string | undefined {
  return isPackage(specifier) ? undefined : path.posix.join(path.posix.dirname(file), specifier);
}

/** What is wrong with one import of product code; undefined when nothing is. */
function objection(file: string, made: Import): string | undefined {
  const layer = layerOf(file);
  const to = target(file, made);
  if (to === undefined) return packageObjection(file, layer, packageOf(made.specifier));
  if (to.startsWith('../')) return 'leaves src';
  if (isTest(to)) return 'imports a test';
  const toLayer = layerOf(to);
  if (layer === 'content' && toLayer !== 'content') return made.typeOnly ? undefined : 'content imports types only';
  if (toLayer !== layer && !MAY_IMPORT[layer]?.includes(toLayer)) return `${layer} may not import ${toLayer}`;
  if (toLayer === 'engine' && !DEEP_IN_ENGINE.includes(layer) && to !== 'engine/index.ts') {
    return 'the engine is imported through engine/index.ts';
  }
  return undefined;
}

function packageObjection(file: string, layer: string, name: string): string | undefined {
  if (layer === 'engine' || layer === 'lib') return `${layer} imports no package`;
  if (/^(?:react|react-dom|@xyflow\/react|zustand)$/.test(name) && layer !== 'ui' && file !== 'main.tsx') {
    return 'React stays in ui';
  }
  if (layer === 'testing' || layer === 'conformance') return undefined;
  return Object.hasOwn(packageJson.dependencies, name) ? undefined : `${name} is not in the page's dependencies`;
}

function objections(all: readonly Source[]): readonly string[] {
  return all
    .filter(({ file }) => !isTest(file) && !file.endsWith('.d.ts'))
    .flatMap(({ file, imports }) =>
      imports.flatMap((made) => {
        const why = objection(file, made);
        return why === undefined ? [] : [`${file}: ${made.specifier}: ${why}`];
      }),
    );
}

/** Each ring of files once, as `a.ts -> b.ts -> a.ts`. */
function cycles(all: readonly Source[]): readonly string[] {
  const edges = new Map(
    all.map(({ file, imports }) => [
      file,
      imports.filter((made) => !made.lazy).flatMap((made) => target(file, made) ?? []),
    ]),
  );
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start >= 0) found.push([...trail.slice(start), file].join(' -> '));
    if (start >= 0 || done.has(file)) return;
    for (const next of edges.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of edges.keys()) visit(file, []);
  return found;
}

/** `file:line: match` of every match in the code, or in the whole text with its comments. */
function matches(all: readonly Source[], pattern: RegExp, where: 'code' | 'text' = 'code'): readonly string[] {
  return all.flatMap((source) =>
    [...source[where].matchAll(pattern)].map(
      (match) => `${source.file}:${source.text.slice(0, match.index).split('\n').length}: ${match[0].trim()}`,
    ),
  );
}

const usesOfTime = (all: readonly Source[]): readonly string[] =>
  matches(
    all.filter(({ file }) => /^(?:engine|lib)\//.test(file) && !isTest(file)),
    BANNED_IN_ENGINE,
  ).filter((use) => !(use.startsWith(`${FORMATS_TIME}:`) && use.endsWith('new Date')));

const ANY = /\bas\s+any\b|[:<|&,(]\s*any\s*(?=[,;>)\]=|&{}\n]|\[\])/g;
const LEFT_OVER = /\b(?:TO[D]O|FIX[M]E|X[X]X)\b/g;

describe('architecture: the code', () => {
  it('imports one way: lib <- engine <- manifest, kubectl <- shell, view <- session <- ui', () => {
    expect(sources.length).toBeGreaterThan(0);
    expect(objections(sources)).toEqual([]);
  });

  it('has its folder in the table of layers', () => {
    const known = [...Object.keys(MAY_IMPORT), 'imports.test.ts'];
    const unknown = sources.map(({ file }) => file).filter((file) => !known.includes(layerOf(file)));
    expect(unknown.filter((file) => !file.endsWith('.d.ts'))).toEqual([]);
  });

  it('has no cycle between files', () => {
    expect(cycles(sources)).toEqual([]);
  });

  it('knows no wall clock, no chance and no asynchrony in engine and lib', () => {
    expect(usesOfTime(sources)).toEqual([]);
  });

  it(`has no file over ${LINE_LIMIT} lines, but for content and tables`, () => {
    const long = sources
      .filter(({ file }) => layerOf(file) !== 'content' && !Object.hasOwn(TABLES, file))
      .map(({ file, text }) => ({ file, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > LINE_LIMIT);
    expect(long).toEqual([]);
  });

  it('does without any and without notes of unfinished work', () => {
    expect(matches(sources, ANY)).toEqual([]);
    expect(matches(sources, LEFT_OVER, 'text')).toEqual([]);
  });
});

describe('architecture: the scanner', () => {
  const scan = (file: string, text: string) => [sourceOf(file, text)];

  it.each([
    ['engine/a.ts', "import { b } from '../ui/b.ts';", 'engine may not import ui'],
    ['engine/a.ts', "import type { B } from '../view/b.ts';", 'engine may not import view'],
    ['engine/a.ts', "import { parse } from 'yaml';", 'engine imports no package'],
    ['lib/a.ts', "export * from '../engine/index.ts';", 'lib may not import engine'],
    ['view/a.ts', "import {\n  type B,\n  c,\n} from '../engine/store/c.ts';", 'through engine/index.ts'],
    ['view/a.ts', "import { useState } from 'react';", 'React stays in ui'],
    ['manifest/a.ts', "const b = await import('../kubectl/b.ts');", 'manifest may not import kubectl'],
    ['content/a.ts', "import { b } from '../view/b.ts';", 'content imports types only'],
    ['ui/a.tsx', "import { model } from 'kubernetes-models/v1';", "not in the page's dependencies"],
    ['ui/a.tsx', "import { b } from '../testing/b.ts';", 'ui may not import testing'],
  ])('finds the forbidden import in %s: %s', (file, text, why) => {
    expect(objections(scan(file, text))).toEqual([expect.stringContaining(why)]);
  });

  it.each([
    ['engine/a.ts', "import { b } from '../lib/b.ts';"],
    ['content/a.ts', "import { type B, type C } from '../view/b.ts';"],
    ['view/a.ts', "import { type B, c } from '../engine/index.ts';"],
    ['lib/a.ts', "// import { b } from '../ui/b.ts';\nconst text = `import { b } from '../ui/b.ts'`;"],
    ['conformance/a.ts', "import { b } from '../engine/store/b.ts';\nimport fs from 'node:fs';"],
  ])('allows %s: %s', (file, text) => {
    expect(objections(scan(file, text))).toEqual([]);
  });

  it('finds a ring of three files, and none through a lazy import', () => {
    const ring = (last: string) => [
      ...scan('lib/a.ts', "import './b.ts';"),
      ...scan('lib/b.ts', "import type { C } from './c.ts';"),
      ...scan('lib/c.ts', last),
    ];
    expect(cycles(ring("export * from './a.ts';"))).toEqual(['lib/a.ts -> lib/b.ts -> lib/c.ts -> lib/a.ts']);
    expect(cycles(ring("const a = () => import('./a.ts');"))).toEqual([]);
  });

  it('finds time, chance and asynchrony in code, and not in comments or quotes', () => {
    const text = `/** new Date() */ const a = 'Promise' + \`await \${Math.random()}\`; // setTimeout\nnew Date();`;
    expect(usesOfTime(scan('lib/a.ts', text))).toEqual(['lib/a.ts:1: Math.random', 'lib/a.ts:2: new Date']);
    expect(usesOfTime(scan('ui/a.ts', text))).toEqual([]);
    expect(usesOfTime(scan(FORMATS_TIME, 'new Date(0);\nDate.now();'))).toEqual([`${FORMATS_TIME}:2: Date.now`]);
  });

  it('is not led astray by quotes in regular expressions', () => {
    expect(usesOfTime(scan('lib/a.ts', 'const a = /[\'"`]/;\nnew Date();'))).toEqual(['lib/a.ts:2: new Date']);
    expect(usesOfTime(scan('lib/a.ts', "const a = b.split(/\\//); // it's\nnew Date();"))).toHaveLength(1);
  });
});
