/** Takes tokens one after another, and says what is wrong with one. Follows Tree in text/template/parse/parse.go. */
import { TemplateError } from './template-error.ts';
import { shownToken, type Token } from './token.ts';

/** The name that kubectl gives to the user's template. */
export const TEMPLATE_NAME = 'output';

export class TokenReader {
  protected next = 0;
  /** The line of the action that is being read; 0 outside. */
  protected actionLine = 0;
  private furthest = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  protected fail(message: string): never {
    throw new TemplateError(`template: ${TEMPLATE_NAME}:${this.tokens[this.furthest]?.line ?? 1}: ${message}`);
  }

  protected unexpected(token: Token, context: string): never {
    if (token.type !== 'error') return this.fail(`unexpected ${shownToken(token)} in ${context}`);
    const elsewhere = this.actionLine !== 0 && this.actionLine !== token.line;
    const started = ` started at ${TEMPLATE_NAME}:${this.actionLine}`;
    const extra = token.text.endsWith(' action') ? started : ` in action${started}`;
    return this.fail(`${token.text}${elsewhere ? extra : ''}`);
  }

  protected peek(): Token {
    const token = this.tokens[Math.min(this.next, this.tokens.length - 1)];
    if (!token) throw new TemplateError('no tokens');
    this.furthest = Math.max(this.furthest, Math.min(this.next, this.tokens.length - 1));
    return token;
  }

  protected take(): Token {
    const token = this.peek();
    this.next += 1;
    return token;
  }

  protected peekNonSpace(): Token {
    while (this.peek().type === 'space') this.next += 1;
    return this.peek();
  }

  protected takeNonSpace(): Token {
    this.peekNonSpace();
    return this.take();
  }

  protected expectRight(context: string): void {
    const token = this.takeNonSpace();
    if (token.type !== 'right') this.unexpected(token, context);
  }
}
