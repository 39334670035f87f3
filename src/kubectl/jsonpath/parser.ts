/** JSONPath templates as trees: `{range .items[*]}{.metadata.name}{"\n"}{end}`. Follows client-go/util/jsonpath/parser.go. */
import { runeText } from '../go-values/go-text.ts';
import { unquote } from '../go-values/unquote.ts';
import { JsonPathError } from './jsonpath-error.ts';
import type { IndexParam, JsonPathNode, ListNode } from './node.ts';
import { isAlphaNumeric, isDigit, isTerminator, parseInteger, Scanner } from './scanner.ts';

/** Throws JsonPathError. */
export function parseJsonPath(text: string): ListNode {
  return new Parser(text).parse();
}

/** The nodes of one expression, as if it stood between braces. */
function parseAction(text: string): ListNode {
  const [action] = parseJsonPath(`{${text}}`).nodes;
  if (action?.type !== 'list') throw new JsonPathError('unclosed action');
  return action;
}

class Parser {
  private readonly scanner: Scanner;

  constructor(text: string) {
    this.scanner = new Scanner(text);
  }

  parse(): ListNode {
    const root: JsonPathNode[] = [];
    for (;;) {
      while (!this.scanner.startsWith('{') && this.scanner.next() !== undefined);
      const text = this.scanner.consume();
      if (text !== '') root.push({ type: 'text', text });
      if (this.scanner.peek() === undefined) return { type: 'list', nodes: root };
      this.scanner.skip(1);
      this.scanner.consume();
      root.push({ type: 'list', nodes: this.action() });
    }
  }

  /** Until the closing brace. */
  private action(): readonly JsonPathNode[] {
    const nodes: JsonPathNode[] = [];
    const { scanner } = this;
    for (;;) {
      if (scanner.startsWith('}')) {
        scanner.skip(1);
        scanner.consume();
        return nodes;
      }
      if (scanner.startsWith('[?(')) nodes.push(this.filter());
      else if (scanner.startsWith('..')) this.recursive(nodes);
      else this.step(nodes);
    }
  }

  private step(nodes: JsonPathNode[]): void {
    const { scanner } = this;
    const char = scanner.next();
    if (char === undefined || char === '\r' || char === '\n') throw new JsonPathError('unclosed action');
    if (char === ' ' || char === '@' || char === '$') scanner.consume();
    else if (char === '[') nodes.push(...this.array());
    else if (char === '"' || char === "'") nodes.push(this.quote(char));
    else if (char === '.') nodes.push(this.field());
    else if (char === '+' || char === '-' || isDigit(char)) {
      scanner.backup();
      nodes.push(this.number());
    } else if (isAlphaNumeric(char)) {
      scanner.backup();
      nodes.push(this.identifier());
    } else throw new JsonPathError(`unrecognized character in action: ${runeText(char)}`);
  }

  private identifier(): JsonPathNode {
    while (!isTerminator(this.scanner.next()));
    this.scanner.backup();
    const name = this.scanner.consume();
    return name === 'true' || name === 'false'
      ? { type: 'bool', value: name === 'true' }
      : { type: 'identifier', name };
  }

  private recursive(nodes: JsonPathNode[]): void {
    if (nodes.at(-1)?.type === 'recursive') throw new JsonPathError('invalid multiple recursive descent');
    this.scanner.skip(2);
    this.scanner.consume();
    nodes.push({ type: 'recursive' });
    if (isAlphaNumeric(this.scanner.peek())) nodes.push(this.field());
  }

  private number(): JsonPathNode {
    const { scanner } = this;
    const sign = scanner.next();
    if (sign !== '+' && sign !== '-') scanner.backup();
    for (;;) {
      const char = scanner.next();
      if (char !== '.' && !isDigit(char)) break;
    }
    scanner.backup();
    const text = scanner.consume();
    const integer = parseInteger(text);
    if (integer !== undefined) return { type: 'int', value: integer };
    if (!/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)$/.test(text)) throw new JsonPathError(`cannot parse number ${text}`);
    return { type: 'float', value: Number(text) };
  }

  private field(): JsonPathNode {
    const { scanner } = this;
    scanner.consume();
    for (;;) {
      const char = scanner.next();
      if (char === '\\') scanner.next();
      else if (isTerminator(char)) break;
    }
    scanner.backup();
    const name = scanner.consume();
    return name === '*' ? { type: 'wildcard' } : { type: 'field', name: name.replaceAll('\\', '') };
  }

  private quote(end: string): JsonPathNode {
    const { scanner } = this;
    for (;;) {
      const char = scanner.next();
      if (char === undefined || char === '\n') throw new JsonPathError('unterminated quoted string');
      if (char === end && scanner.beforeLast !== '\\') break;
    }
    const quoted = scanner.consume();
    const text = unquote(quoted);
    if (text === undefined) throw new JsonPathError(`unquote string ${quoted} error invalid syntax`);
    return { type: 'text', text };
  }

  private array(): readonly JsonPathNode[] {
    for (;;) {
      const char = this.scanner.next();
      if (char === undefined || char === '\n') throw new JsonPathError('unterminated array');
      if (char === ']') break;
    }
    const text = this.scanner.consume().slice(1, -1);
    const parts = text.split(',');
    if (parts.length > 1) {
      const lists = parts.map((part) => parseAction(`[${part.replace(/^ +| +$/g, '')}]`));
      return [{ type: 'union', lists }];
    }
    const key = /^'([^']*)'$/.exec(text)?.[1];
    if (key !== undefined) return parseAction(`.${key}`).nodes;
    return [{ type: 'array', params: indexParams(text === '*' ? ':' : text) }];
  }

  private filter(): JsonPathNode {
    const { scanner } = this;
    scanner.skip(3);
    scanner.consume();
    let pair: string | undefined;
    let ended = false;
    for (;;) {
      const char = scanner.next();
      if (char === undefined || char === '\n') throw new JsonPathError('unterminated filter');
      if (char === '"' || char === "'") {
        if (pair === undefined) pair = char;
        else if (char === pair && scanner.beforeLast !== '\\') ended = true;
      } else if (char === ')' && (pair !== undefined) === ended) break;
    }
    if (scanner.next() !== ']') throw new JsonPathError('unclosed array expect ]');
    const text = scanner.consume().slice(0, -2);
    const [, left, operator, right] = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(text) ?? [];
    if (left === undefined || operator === undefined || right === undefined) {
      return { type: 'filter', left: parseAction(text), right: { type: 'list', nodes: [] }, operator: 'exists' };
    }
    return { type: 'filter', left: parseAction(left), right: parseAction(right), operator };
  }
}

const UNKNOWN: IndexParam = { known: false, value: 0 };

function indexParams(text: string): readonly [IndexParam, IndexParam, IndexParam] {
  const parts = /^(-?[0-9]*)(:-?[0-9]*)?(:-?[0-9]*)?$/.exec(text);
  if (!parts) throw new JsonPathError(`invalid array index ${text}`);
  const [, first = '', second = '', third = ''] = parts;
  const start = first === '' ? UNKNOWN : indexParam(first);
  const end: IndexParam =
    second === '' ? { known: true, value: start.value + 1, derived: true } : indexParam(second.slice(1));
  return [start, end, third === '' ? UNKNOWN : indexParam(third.slice(1))];
}

function indexParam(text: string): IndexParam {
  if (text === '') return UNKNOWN;
  const value = parseInteger(text);
  if (value === undefined) throw new JsonPathError(`array index ${text} is not a number`);
  return { known: true, value };
}
