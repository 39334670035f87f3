/** head and tail: -n N, -N, and -n +N from a line on. */
import { overFiles } from '../editor-files.ts';
import { countOf, readOptions } from '../options.ts';
import type { Program } from '../program.ts';
import { textProcess } from '../text-filter.ts';

/** `-5` is `-n 5`. */
const spelt = (args: readonly string[]): readonly string[] =>
  args.flatMap((arg) => (/^-\d+$/.test(arg) ? ['-n', arg.slice(1)] : [arg]));

const SPEC = { valued: 'n', switches: 'q', long: { lines: 'n' } };

export const head: Program = (args) => {
  const { values, operands } = readOptions('head', spelt(args), SPEC);
  const asked = values.get('n') ?? '10';
  const count = countOf('head', asked.replace(/^-/, ''));
  if (asked.startsWith('-')) {
    const kept: string[] = [];
    return overFiles(
      'head',
      operands,
      textProcess({
        line(text) {
          kept.push(text);
          const first = kept.length > count ? kept.shift() : undefined;
          return first === undefined ? [] : [first];
        },
      }),
    );
  }
  let left = count;
  return overFiles(
    'head',
    operands,
    textProcess({
      line(text) {
        if (left === 0) return 'end';
        left -= 1;
        return [text];
      },
    }),
  );
};

export const tail: Program = (args) => {
  const { values, operands } = readOptions('tail', spelt(args), SPEC);
  const asked = values.get('n') ?? '10';
  const count = countOf('tail', asked.replace(/^[+-]/, ''));
  if (asked.startsWith('+')) {
    let at = 0;
    return overFiles(
      'tail',
      operands,
      textProcess({
        line(text) {
          at += 1;
          return at >= count ? [text] : [];
        },
      }),
    );
  }
  let kept: string[] = [];
  return overFiles(
    'tail',
    operands,
    textProcess({
      line(text) {
        kept = count === 0 ? [] : [...kept.slice(-count + 1 || kept.length), text];
        return [];
      },
      end: () => ({ lines: kept }),
    }),
  );
};
