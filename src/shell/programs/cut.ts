/** cut -f and -c, tr and column: text by fields and characters. */
import { overFiles } from '../editor-files.ts';
import { readOptions } from '../options.ts';
import type { Program } from '../program.ts';
import { ShellError } from '../shell-error.ts';
import { textProcess } from '../text-filter.ts';

export const cut: Program = (args) => {
  const { on, values, operands } = readOptions('cut', args, {
    switches: 's',
    valued: 'dfc',
    long: { fields: 'f', delimiter: 'd' },
  });
  const list = values.get('f') ?? values.get('c');
  if (list === undefined) throw new ShellError('cut: you must specify a list of bytes, characters, or fields');
  const wanted = rangesOf(list);
  const delimiter = values.get('d') ?? '\t';
  if (delimiter.length !== 1) throw new ShellError('cut: the delimiter must be a single character');
  const line = (text: string): readonly string[] => {
    if (values.has('c')) return [[...text].filter((_, i) => wanted(i + 1)).join('')];
    if (!text.includes(delimiter)) return on.has('s') ? [] : [text];
    return [
      text
        .split(delimiter)
        .filter((_, i) => wanted(i + 1))
        .join(delimiter),
    ];
  };
  return overFiles('cut', operands, textProcess({ line }));
};

/** `1,3-5,7-` */
function rangesOf(list: string): (at: number) => boolean {
  const ranges = list.split(',').map((part) => {
    const match = /^(\d+)?(-)?(\d+)?$/.exec(part);
    if (!match || part === '' || part === '-') throw new ShellError(`cut: invalid field value '${part}'`);
    const [, from, dash, to] = match;
    return [Number(from ?? 1), to !== undefined ? Number(to) : dash ? Number.POSITIVE_INFINITY : Number(from)] as const;
  });
  return (at) => ranges.some(([from, to]) => at >= from && at <= to);
}

/** Sets and ranges of characters; -d deletes, -s squeezes. */
export const tr: Program = (args) => {
  const { on, operands } = readOptions('tr', args, { switches: 'ds' });
  const [from, to] = operands.map(characters);
  if (from === undefined) throw new ShellError('tr: missing operand');
  const change = (char: string): string => {
    const at = from.indexOf(char);
    if (at < 0) return char;
    return on.has('d') ? '' : to === undefined ? char : (to[Math.min(at, to.length - 1)] ?? '');
  };
  let last = '';
  return ({ input, ended }) => {
    let out = '';
    for (const char of input) {
      const next = change(char);
      const squeezed = on.has('s') && next === last && (to ?? from).includes(next);
      if (!squeezed) out += next;
      if (next !== '') last = next;
    }
    return { out, exitCode: ended ? 0 : undefined };
  };
};

function characters(set: string): readonly string[] {
  const plain = set.replace(/\\n/g, '\n').replace(/\\t/g, '\t');
  const named = plain
    .replace('[:upper:]', 'A-Z')
    .replace('[:lower:]', 'a-z')
    .replace('[:digit:]', '0-9')
    .replace('[:space:]', ' \n\t');
  return [
    ...named.replace(/(.)-(.)/gs, (_, low: string, high: string) => {
      const codes = Array.from(
        { length: Math.max(0, high.charCodeAt(0) - low.charCodeAt(0) + 1) },
        (__, i) => low.charCodeAt(0) + i,
      );
      return String.fromCharCode(...codes);
    }),
  ];
}

/** column -t: a table with columns as wide as their widest cell. */
export const column: Program = (args) => {
  const { values, operands } = readOptions('column', args, { switches: 't', valued: 's' });
  const rows: string[][] = [];
  const separator = values.get('s');
  const process = textProcess({
    line(text) {
      rows.push(separator === undefined ? text.trim().split(/\s+/) : text.split(separator));
      return [];
    },
    end() {
      const widths: number[] = [];
      for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
      return {
        lines: rows.map((row) =>
          row
            .map((cell, i) => cell.padEnd(widths[i] ?? 0))
            .join('  ')
            .trimEnd(),
        ),
      };
    },
  });
  return overFiles('column', operands, process);
};
