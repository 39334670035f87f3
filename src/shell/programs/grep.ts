/** grep: lines that match. -i -v -c -o -w -x -n -q -E -F -A -B -C -m -e. */
import { overFiles } from '../editor-files.ts';
import { countOf, readOptions } from '../options.ts';
import type { Program } from '../program.ts';
import { basicRegExp, extendedRegExp, literal } from '../regular-expression.ts';
import { ShellError } from '../shell-error.ts';
import { textProcess } from '../text-filter.ts';

const LONG = {
  'ignore-case': 'i',
  'invert-match': 'v',
  count: 'c',
  'only-matching': 'o',
  'word-regexp': 'w',
  'line-number': 'n',
  quiet: 'q',
  'extended-regexp': 'E',
  'fixed-strings': 'F',
  color: 'z',
  'max-count': 'm',
};

export const grepAs =
  (extended: boolean): Program =>
  (args) => {
    const plain = args.filter((arg) => !arg.startsWith('--color'));
    const { on, values, operands } = readOptions('grep', plain, {
      switches: 'ivcowxnqEFsH',
      valued: 'eABCm',
      long: LONG,
    });
    const named = values.get('e');
    const pattern = named ?? operands[0];
    if (pattern === undefined) throw new ShellError('Usage: grep [OPTION]... PATTERNS [FILE]...');
    const expression = expressionOf(pattern, on, extended);
    const test = (line: string): boolean => line.search(expression) >= 0 !== on.has('v');
    const around = values.get('C') ?? '0';
    const context = new Context(
      countOf('grep', values.get('B') ?? around),
      countOf('grep', values.get('A') ?? around),
      on.has('n'),
    );
    const most = values.has('m') ? countOf('grep', values.get('m') ?? '') : Number.POSITIVE_INFINITY;
    let [found, at] = [0, 0];
    const show = (line: string): readonly string[] => {
      const hit = found < most && test(line);
      at += 1;
      if (hit) found += 1;
      if (on.has('c') || on.has('q')) return [];
      if (!on.has('o')) return context.take(line, at, hit);
      return hit && !on.has('v')
        ? (line.match(new RegExp(expression, `${expression.flags}g`)) ?? []).filter(Boolean)
        : [];
    };
    const process = textProcess({
      line: show,
      end: () => ({ lines: on.has('c') ? [String(found)] : [], exitCode: found > 0 ? 0 : 1 }),
    });
    return overFiles('grep', operands.slice(named === undefined ? 1 : 0), process);
  };

function expressionOf(pattern: string, on: ReadonlySet<string>, extended: boolean): RegExp {
  const parts = pattern
    .split('\n')
    .map((one) => (on.has('F') ? literal(one) : extended || on.has('E') ? extendedRegExp(one) : basicRegExp(one)));
  let source = parts.join('|');
  if (on.has('w')) source = `(?<![A-Za-z0-9_])(?:${source})(?![A-Za-z0-9_])`;
  if (on.has('x')) source = `^(?:${source})$`;
  try {
    return new RegExp(source, on.has('i') ? 'i' : '');
  } catch {
    throw new ShellError(`grep: ${pattern}: not a pattern that can be read`);
  }
}

/** Lines before and after a match, groups apart by `--`. */
class Context {
  readonly #before: number;
  readonly #after: number;
  readonly #numbered: boolean;
  #kept: (readonly [at: number, line: string])[] = [];
  #follow = 0;
  #shown = 0;

  constructor(before: number, after: number, numbered: boolean) {
    this.#before = before;
    this.#after = after;
    this.#numbered = numbered;
  }

  take(line: string, at: number, hit: boolean): readonly string[] {
    if (!hit && this.#follow === 0) {
      this.#kept.push([at, line]);
      if (this.#kept.length > this.#before) this.#kept.shift();
      return [];
    }
    this.#follow = hit ? this.#after : this.#follow - 1;
    const lines = [...this.#kept, [at, line] as const];
    const gap = this.#before + this.#after > 0 && this.#shown > 0 && (lines[0]?.[0] ?? 0) > this.#shown + 1;
    this.#kept = [];
    this.#shown = at;
    const text = lines.map(([n, one]) => (this.#numbered ? `${n}${n === at && hit ? ':' : '-'}${one}` : one));
    return gap ? ['--', ...text] : text;
  }
}
