/** jq -r -c FILTER */
import { overFiles } from '../editor-files.ts';
import { readOptions } from '../options.ts';
import type { Output, Process, Program } from '../program.ts';
import { evaluate, JqError } from './evaluate.ts';
import { type Filter, parseJq } from './parse.ts';

export const jq: Program = (args) => {
  const { on, operands } = readOptions('jq', args, {
    switches: 'rcMCe',
    long: { 'raw-output': 'r', 'compact-output': 'c' },
  });
  const [text = '.', ...files] = operands;
  const filter = parseJq(text);
  let input = '';
  const process: Process = (turn) => {
    input += turn.input;
    return turn.ended ? answer(filter, input, on) : {};
  };
  return overFiles('jq', files, process);
};

function answer(filter: Filter, input: string, on: ReadonlySet<string>): Output {
  if (input.trim() === '') return { exitCode: 0 };
  let value: unknown;
  try {
    value = JSON.parse(input);
  } catch {
    return { err: 'jq: error: the input is not JSON: ask kubectl for -o json\n', exitCode: 2 };
  }
  try {
    const out = evaluate(filter, value).map((one) => {
      if (on.has('r') && typeof one === 'string') return `${one}\n`;
      return `${JSON.stringify(one ?? null, null, on.has('c') ? undefined : 2)}\n`;
    });
    return { out: out.join(''), exitCode: 0 };
  } catch (error) {
    if (!(error instanceof JqError)) throw error;
    return { err: `jq: error: ${error.message}\n`, exitCode: 5 };
  }
}
