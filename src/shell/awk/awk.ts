/** awk -F SEP 'pattern {print $1, $3}' */
import { overFiles } from '../editor-files.ts';
import { readOptions } from '../options.ts';
import type { Program } from '../program.ts';
import { ShellError } from '../shell-error.ts';
import { textProcess } from '../text-filter.ts';
import { type Expression, parseAwk } from './parse.ts';

interface Line {
  readonly text: string;
  readonly fields: readonly string[];
  readonly number: number;
}

type Value = string | number;

export const awk: Program = (args) => {
  const { values, operands } = readOptions('awk', args, { valued: 'F' });
  const [program, ...files] = operands;
  if (program === undefined) throw new ShellError("usage: awk [-F fs] 'prog' [file ...]");
  const rules = parseAwk(program);
  const separator = values.get('F');
  let number = 0;
  const process = textProcess({
    line(text) {
      number += 1;
      const line: Line = { text, fields: fieldsOf(text, separator), number };
      return rules
        .filter(({ pattern }) => pattern === undefined || truthy(valueIn(pattern, line)))
        .map(({ print }) => print?.map((one) => String(valueIn(one, line))).join(' ') ?? text);
    },
  });
  return overFiles('awk', files, process);
};

function fieldsOf(text: string, separator: string | undefined): readonly string[] {
  if (separator === undefined || separator === ' ') return text.trim() === '' ? [] : text.trim().split(/\s+/);
  if (separator.length === 1) return text.split(separator === '\\t' ? '\t' : separator);
  return text.split(new RegExp(separator));
}

const truthy = (value: Value): boolean => value !== '' && value !== 0 && value !== '0';
const numeric = (value: Value): number => (typeof value === 'number' ? value : Number.parseFloat(value) || 0);

function valueIn(expression: Expression, line: Line): Value {
  switch (expression.kind) {
    case 'text':
      return expression.text;
    case 'number':
      return expression.value;
    case 'variable':
      return expression.name === 'NF' ? line.fields.length : line.number;
    case 'field': {
      const at = numeric(valueIn(expression.of, line));
      return at === 0 ? line.text : (line.fields[at - 1] ?? '');
    }
    case 'match': {
      const text = expression.of ? String(valueIn(expression.of, line)) : line.text;
      return Number(expression.expression.test(text) !== expression.not);
    }
    case 'not':
      return Number(!truthy(valueIn(expression.of, line)));
    case 'binary':
      return combined(expression.operator, valueIn(expression.left, line), () => valueIn(expression.right, line));
  }
}

function combined(operator: string, left: Value, next: () => Value): Value {
  if (operator === '&&') return Number(truthy(left) && truthy(next()));
  if (operator === '||') return Number(truthy(left) || truthy(next()));
  const right = next();
  const [a, b] = [numeric(left), numeric(right)];
  switch (operator) {
    case 'join':
      return `${left}${right}`;
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    default:
      return Number(compares(operator, isNumber(left) && isNumber(right) ? a - b : order(`${left}`, `${right}`)));
  }
}

const isNumber = (value: Value): boolean => typeof value === 'number' || /^\s*[-+]?\d+(\.\d+)?\s*$/.test(value);
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function compares(operator: string, by: number): boolean {
  if (operator === '==') return by === 0;
  if (operator === '!=') return by !== 0;
  if (operator === '<') return by < 0;
  if (operator === '>') return by > 0;
  return operator === '<=' ? by <= 0 : by >= 0;
}
