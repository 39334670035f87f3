/** wc, sort, uniq. */
import { overFiles } from '../editor-files.ts';
import { countOf, readOptions } from '../options.ts';
import type { Program } from '../program.ts';
import { textProcess } from '../text-filter.ts';

export const wc: Program = (args) => {
  const { on, operands } = readOptions('wc', args, { switches: 'lwcm', long: { lines: 'l', words: 'w', bytes: 'c' } });
  const counts = { l: 0, w: 0, c: 0 };
  const shown = (['l', 'w', 'c'] as const).filter(
    (one) => on.size === 0 || on.has(one) || (one === 'c' && on.has('m')),
  );
  const process = textProcess({
    line(text) {
      counts.l += 1;
      counts.w += text.split(/\s+/).filter(Boolean).length;
      counts.c += text.length + 1;
      return [];
    },
    end() {
      const numbers = shown.map((one) => String(counts[one]).padStart(shown.length > 1 ? 7 : 0));
      return { lines: [[...numbers, ...operands.slice(0, 1)].join(' ')] };
    },
  });
  return overFiles('wc', operands, process);
};

export const sort: Program = (args) => {
  const { on, values, operands } = readOptions('sort', args, {
    switches: 'nrufVbh',
    valued: 'kt',
    long: { reverse: 'r', unique: 'u', 'numeric-sort': 'n', key: 'k', 'version-sort': 'V' },
  });
  const [, field, letters = ''] = /^(\d+)(?:\.\d+)?(?:,\d+)?([a-zA-Z]*)/.exec(values.get('k') ?? '1') ?? [];
  const at = values.has('k') ? countOf('sort', field ?? '') - 1 : undefined;
  const has = (letter: string): boolean => on.has(letter) || letters.includes(letter);
  const key = (line: string): string => {
    if (at === undefined) return line;
    const separator = values.get('t');
    return (separator === undefined ? line.trim().split(/\s+/) : line.split(separator))
      .slice(at)
      .join(separator ?? ' ');
  };
  const compare = comparison(has);
  const lines: string[] = [];
  const process = textProcess({
    line(text) {
      lines.push(text);
      return [];
    },
    end() {
      const by = (a: string, b: string): number => compare(key(a), key(b)) || (on.has('u') ? 0 : plain(a, b));
      const sorted = [...lines].sort((a, b) => (has('r') ? by(b, a) : by(a, b)));
      return {
        lines: on.has('u')
          ? sorted.filter((line, i) => i === 0 || compare(key(line), key(sorted[i - 1] ?? '')) !== 0)
          : sorted,
      };
    },
  });
  return overFiles('sort', operands, process);
};

const plain = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function comparison(has: (letter: string) => boolean): (a: string, b: string) => number {
  if (has('n') || has('h')) return (a, b) => (Number.parseFloat(a) || 0) - (Number.parseFloat(b) || 0);
  if (has('V')) return versions;
  if (has('f')) return (a, b) => plain(a.toUpperCase(), b.toUpperCase());
  return plain;
}

/** Runs of digits by their number: node-2 before node-10. */
function versions(a: string, b: string): number {
  const partsOf = (text: string): readonly string[] => text.match(/\d+|\D+/g) ?? [];
  const [left, right] = [partsOf(a), partsOf(b)];
  for (const [i, part] of left.entries()) {
    const other = right[i] ?? '';
    const numbers = /^\d/.test(part) && /^\d/.test(other);
    const by = numbers ? Number(part) - Number(other) : plain(part, other);
    if (by !== 0) return by;
  }
  return left.length - right.length;
}

export const uniq: Program = (args) => {
  const { on, operands } = readOptions('uniq', args, { switches: 'cdui', long: { count: 'c', repeated: 'd' } });
  let last: string | undefined;
  let count = 0;
  const same = (a: string, b: string): boolean => (on.has('i') ? a.toLowerCase() === b.toLowerCase() : a === b);
  const flush = (): readonly string[] => {
    if (last === undefined || (on.has('d') && count < 2) || (on.has('u') && count > 1)) return [];
    return [on.has('c') ? `${String(count).padStart(7)} ${last}` : last];
  };
  const process = textProcess({
    line(text) {
      if (last !== undefined && same(last, text)) {
        count += 1;
        return [];
      }
      const lines = flush();
      last = text;
      count = 1;
      return lines;
    },
    end: () => ({ lines: flush() }),
  });
  return overFiles('uniq', operands, process);
};
