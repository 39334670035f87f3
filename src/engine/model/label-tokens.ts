/** The words of the `-l` selector syntax. Follows the Lexer of apimachinery/pkg/labels/selector.go. */

export type TokenKind = ')' | ',' | '!' | '==' | '=' | '>' | 'in' | '<' | '!=' | 'notin' | '(' | 'identifier' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written; '' at the end. */
  readonly text: string;
}

const FIXED: ReadonlySet<string> = new Set<TokenKind>([')', ',', '!', '==', '=', '>', 'in', '<', '!=', 'notin', '(']);
const SYMBOLS = '=!(),><';
const BLANKS = ' \t\r\n';
/** What upstream's reader answers beyond the end; a NUL in the text ends it just so. */
const END = '\0';

/** Ends with the `end` token, always. */
export function labelTokens(selector: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const peek = () => selector[at] ?? END;
  while (true) {
    while (BLANKS.includes(peek())) at += 1;
    const first = peek();
    if (first === END) return [...tokens, { kind: 'end', text: '' }];
    const start = at;
    if (SYMBOLS.includes(first)) at += symbolLength(selector, at);
    else while (peek() !== END && !SYMBOLS.includes(peek()) && !BLANKS.includes(peek())) at += 1;
    const text = selector.slice(start, at);
    tokens.push({ kind: isFixed(text) ? text : 'identifier', text });
    // A NUL that ends a token is swallowed with it, as by upstream's reader.
    if (selector[at] === END) at += 1;
  }
}

/** The longest symbol that begins here: two characters or one. Each single one is a token, but `>=` is not. */
function symbolLength(selector: string, at: number): number {
  return FIXED.has(selector.slice(at, at + 2)) ? 2 : 1;
}

function isFixed(text: string): text is TokenKind {
  return FIXED.has(text);
}
