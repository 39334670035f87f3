/** The `-l` syntax of label selectors. Follows the Parser of apimachinery/pkg/labels/selector.go, errors included. */

import { causesText } from '../apiserver/errors.ts';
import {
  BINARY_OPERATORS,
  type LabelOperator,
  type LabelRequirement,
  labelKeyErrors,
  newRequirement,
} from './label-requirement.ts';
import { labelTokens, type Token, type TokenKind } from './label-tokens.ts';
import { type ParsedSelector, SelectorError, sortedByKey } from './parsed-selector.ts';

/** Throws a SelectorError with the text that kubectl prints. The empty text selects everything. */
export function parseSelector(text: string): ParsedSelector {
  const parser = new Parser(labelTokens(text));
  return { selectable: true, requirements: sortedByKey(parser.requirements()) };
}

const OPERATOR_OF: ReadonlyMap<TokenKind, LabelOperator> = new Map([
  ['in', 'in'],
  ['notin', 'notin'],
  ['=', '='],
  ['==', '=='],
  ['!=', '!='],
  ['>', 'gt'],
  ['<', 'lt'],
]);

const END: Token = { kind: 'end', text: '' };

/** Outside the operator's place the words `in` and `notin` are ordinary keys and values. */
function asWord(token: Token): Token {
  return token.kind === 'in' || token.kind === 'notin' ? { kind: 'identifier', text: token.text } : token;
}

class Parser {
  #at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  requirements(): readonly LabelRequirement[] {
    const found: LabelRequirement[] = [];
    while (true) {
      const first = this.#peek();
      if (first.kind === 'end') return found;
      if (first.kind !== 'identifier' && first.kind !== '!') {
        throw new SelectorError(`found '${first.text}', expected: !, identifier, or 'end of string'`);
      }
      found.push(this.#requirement());
      const next = this.#take();
      if (next.kind === 'end') return found;
      if (next.kind !== ',') throw new SelectorError(`found '${next.text}', expected: ',' or 'end of string'`);
      const after = this.#peek();
      if (after.kind !== 'identifier' && after.kind !== '!') {
        throw new SelectorError(`found '${after.text}', expected: identifier after ','`);
      }
    }
  }

  #requirement(): LabelRequirement {
    let token = this.#take();
    const negated = token.kind === '!';
    if (negated) token = this.#take();
    if (token.kind !== 'identifier') fail(`found '${token.text}', expected: identifier`);
    const key = token.text;
    // Upstream hands no path to this check, and Go prints a nil path as <nil>.
    const keyErrors = labelKeyErrors(key, '<nil>');
    if (keyErrors.length > 0) fail(causesText(keyErrors));
    // What follows `!key` is left to the caller, who refuses it.
    if (negated) return checked(key, '!', []);
    const next = this.#peek();
    if (next.kind === 'end' || next.kind === ',') return checked(key, 'exists', []);
    return this.#comparison(key);
  }

  #comparison(key: string): LabelRequirement {
    const token = this.#takeRaw();
    const operator = OPERATOR_OF.get(token.kind);
    if (!operator) fail(`found '${token.text}', expected: ${BINARY_OPERATORS.join(', ')}`);
    const values = operator === 'in' || operator === 'notin' ? this.#valueList() : this.#exactValue();
    return checked(key, operator, [...values].sort());
  }

  #valueList(): ReadonlySet<string> {
    const open = this.#take();
    if (open.kind !== '(') fail(`found '${open.text}' expected: '('`);
    const first = this.#peek();
    if (first.kind === ')') {
      this.#take();
      return new Set(['']);
    }
    if (first.kind !== 'identifier' && first.kind !== ',')
      fail(`found '${first.text}', expected: ',', ')' or identifier`);
    const values = this.#identifiers();
    this.#take(); // the closing parenthesis, where the list ends
    return values;
  }

  /** Nothing between or beside commas is the empty value. */
  #identifiers(): ReadonlySet<string> {
    const values = new Set<string>();
    while (true) {
      const token = this.#take();
      if (token.kind === 'identifier') {
        values.add(token.text);
        const next = this.#peek();
        if (next.kind === ')') return values;
        if (next.kind !== ',') fail(`found '${next.text}', expected: ',' or ')'`);
      } else if (token.kind === ',') {
        if (values.size === 0) values.add('');
        const next = this.#peek();
        if (next.kind === ')') return values.add('');
        if (next.kind === ',') {
          this.#take();
          values.add('');
        }
      } else fail(`found '${token.text}', expected: ',', or identifier`);
    }
  }

  #exactValue(): ReadonlySet<string> {
    const next = this.#peek();
    if (next.kind === 'end' || next.kind === ',') return new Set(['']);
    const token = this.#take();
    if (token.kind !== 'identifier') fail(`found '${token.text}', expected: identifier`);
    return new Set([token.text]);
  }

  #peek(): Token {
    return asWord(this.tokens[this.#at] ?? END);
  }

  #take(): Token {
    return asWord(this.#takeRaw());
  }

  #takeRaw(): Token {
    const token = this.tokens[this.#at] ?? END;
    this.#at += 1;
    return token;
  }
}

function fail(why: string): never {
  throw new SelectorError(`unable to parse requirement: ${why}`);
}

function checked(key: string, operator: LabelOperator, values: readonly string[]): LabelRequirement {
  const requirement = newRequirement(key, operator, values);
  return 'errors' in requirement ? fail(causesText(requirement.errors)) : requirement;
}
