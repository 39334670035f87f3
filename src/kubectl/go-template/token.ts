/** The words of a template's actions, and the text between them. Follows text/template/parse/lex.go. */
import { goQuote } from '../go-values/go-text.ts';

export type TokenType =
  | 'error'
  | 'eof'
  | 'text'
  | 'left'
  | 'right'
  | 'space'
  | 'assign'
  | 'declare'
  | 'pipe'
  | 'string'
  | 'raw'
  | 'char'
  | 'variable'
  | 'field'
  | 'number'
  | 'identifier'
  | 'bool'
  | 'open'
  | 'close'
  | 'character'
  | 'keyword';

export interface Token {
  readonly type: TokenType;
  readonly text: string;
  readonly pos: number;
  readonly line: number;
}

export const KEYWORDS = [
  '.',
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'range',
  'nil',
  'template',
  'with',
];

export function isKeyword(token: Token, word: string): boolean {
  return token.type === 'keyword' && token.text === word;
}

/** The token as errors show it. */
export function shownToken({ type, text }: Token): string {
  if (type === 'eof') return 'EOF';
  if (type === 'error') return text;
  if (type === 'keyword') return `<${text}>`;
  return [...text].length > 10 ? `${goQuote([...text].slice(0, 10).join(''))}...` : goQuote(text);
}
