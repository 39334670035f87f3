/** Reads a template. Follows text/template/parse/parse.go; `define`, `block` and `template` are left out. */
import { goQuote } from '../go-values/go-text.ts';
import { characterConstant, numberConstant, textConstant } from './constants.ts';
import { functions } from './functions.ts';
import { lexTemplate } from './lexer.ts';
import {
  type BranchNode,
  type CommandNode,
  nodeText,
  type OperandNode,
  type PipeNode,
  type TemplateNode,
} from './node.ts';
import { TemplateError } from './template-error.ts';
import { isKeyword, type TokenType } from './token.ts';
import { TokenReader } from './token-reader.ts';

const OPERANDS: readonly TokenType[] = [
  'bool',
  'char',
  'field',
  'identifier',
  'number',
  'raw',
  'string',
  'variable',
  'open',
];

/** Throws TemplateError. */
export function parseTree(text: string): readonly TemplateNode[] {
  return new Parser(lexTemplate(text)).tree();
}

type Ending = 'end' | 'else' | 'eof';

class Parser extends TokenReader {
  private variables = ['$'];
  private rangeDepth = 0;

  tree(): readonly TemplateNode[] {
    const { list, ending } = this.list();
    if (ending !== 'eof') this.fail(`unexpected {{${ending}}}`);
    return list;
  }

  /** Nodes up to what ends them. */
  private list(): { readonly list: readonly TemplateNode[]; readonly ending: Ending } {
    const list: TemplateNode[] = [];
    for (;;) {
      const token = this.takeNonSpace();
      if (token.type === 'eof') return { list, ending: 'eof' };
      if (token.type === 'text') list.push({ type: 'text', text: token.text, pos: token.pos });
      else if (token.type === 'left') {
        this.actionLine = token.line;
        const node = this.action();
        this.actionLine = 0;
        if (typeof node === 'string') return { list, ending: node };
        list.push(node);
      } else this.unexpected(token, 'input');
    }
  }

  private action(): TemplateNode | 'end' | 'else' {
    const token = this.peekNonSpace();
    if (token.type !== 'keyword' || token.text === '.' || token.text === 'nil') {
      return { type: 'action', pos: token.pos, pipe: this.pipeline('command', 'right') };
    }
    this.take();
    switch (token.text) {
      case 'if':
      case 'with':
      case 'range':
        return this.control(token.text);
      case 'else': {
        const following = this.peekNonSpace();
        if (!isKeyword(following, 'if') && !isKeyword(following, 'with')) this.expectRight('else');
        return 'else';
      }
      case 'end':
        this.expectRight('end');
        return 'end';
      case 'break':
      case 'continue':
        this.expectRight(`{{${token.text}}}`);
        if (this.rangeDepth === 0) this.fail(`{{${token.text}}} outside {{range}}`);
        return { type: token.text, pos: token.pos };
      default:
        return this.fail(`the playground knows no {{${token.text}}}`);
    }
  }

  private control(type: BranchNode['type']): BranchNode {
    const known = this.variables;
    const pipe = this.pipeline(type, 'right');
    if (type === 'range') this.rangeDepth += 1;
    const { list, ending } = this.list();
    if (type === 'range') this.rangeDepth -= 1;
    if (ending === 'eof') this.fail('unexpected EOF');
    const otherwise = ending === 'else' ? this.otherwise(type) : undefined;
    this.variables = known;
    return { type, pos: pipe.pos, pipe, list, otherwise };
  }

  /** `{{else if …}}` is an if inside the else, which ends with it. */
  private otherwise(type: BranchNode['type']): readonly TemplateNode[] {
    if (type !== 'range' && isKeyword(this.peek(), type)) {
      this.take();
      return [this.control(type)];
    }
    const { list, ending } = this.list();
    if (ending === 'eof') this.fail('unexpected EOF');
    if (ending === 'else') this.fail('expected end; found {{else}}');
    return list;
  }

  private pipeline(context: string, end: 'right' | 'close'): PipeNode {
    const { pos } = this.peekNonSpace();
    const { variables, isAssign } = this.declarations(context);
    const commands: CommandNode[] = [];
    for (;;) {
      const token = this.peekNonSpace();
      if (token.type === end) {
        this.take();
        this.checkPipeline(commands, context);
        return { type: 'pipe', pos, isAssign, variables, commands };
      }
      if (!OPERANDS.includes(token.type) && !isKeyword(token, '.') && !isKeyword(token, 'nil')) {
        this.take();
        this.unexpected(token, context);
      }
      commands.push(this.command());
    }
  }

  private declarations(context: string): { readonly variables: readonly string[]; readonly isAssign: boolean } {
    const variables: string[] = [];
    for (;;) {
      const start = this.next;
      const variable = this.peekNonSpace();
      if (variable.type !== 'variable') return { variables, isAssign: false };
      const first = this.next;
      this.take();
      const following = this.peekNonSpace();
      if (following.type === 'assign' || following.type === 'declare') {
        this.take();
        this.variables = [...this.variables, variable.text];
        return { variables: [...variables, variable.text], isAssign: following.type === 'assign' };
      }
      if (following.type !== 'character' || following.text !== ',') {
        this.next = Math.max(start, first);
        return { variables, isAssign: false };
      }
      this.take();
      variables.push(variable.text);
      this.variables = [...this.variables, variable.text];
      if (context !== 'range' || variables.length > 1) this.fail(`too many declarations in ${context}`);
      if (!['variable', 'right', 'close'].includes(this.peekNonSpace().type)) {
        this.fail('range can only initialize variables');
      }
    }
  }

  private checkPipeline(commands: readonly CommandNode[], context: string): void {
    if (commands.length === 0) this.fail(`missing value for ${context}`);
    for (const [i, { args }] of commands.entries()) {
      if (i > 0 && ['bool', 'dot', 'nil', 'number', 'string'].includes(args[0]?.type ?? '')) {
        this.fail(`non executable command in pipeline stage ${i + 1}`);
      }
    }
  }

  private command(): CommandNode {
    const { pos } = this.peekNonSpace();
    const args: OperandNode[] = [];
    for (;;) {
      this.peekNonSpace();
      const operand = this.operand();
      if (operand) args.push(operand);
      const token = this.take();
      if (token.type === 'space') continue;
      if (token.type === 'right' || token.type === 'close') this.next -= 1;
      else if (token.type !== 'pipe') this.unexpected(token, 'operand');
      break;
    }
    if (args.length === 0) this.fail('empty command');
    return { type: 'command', pos, args };
  }

  private operand(): OperandNode | undefined {
    const term = this.term();
    if (!term || this.peek().type !== 'field') return term;
    const { pos } = this.peek();
    const names: string[] = [];
    while (this.peek().type === 'field') names.push(this.take().text.slice(1));
    switch (term.type) {
      case 'field':
      case 'variable':
        return { ...term, pos, names: [...term.names, ...names] };
      case 'bool':
      case 'string':
      case 'number':
      case 'nil':
      case 'dot':
        return this.fail(`unexpected . after term ${goQuote(nodeText(term))}`);
      default:
        return { type: 'chain', pos, operand: term, names };
    }
  }

  private term(): OperandNode | undefined {
    const token = this.takeNonSpace();
    const { text, pos } = token;
    switch (token.type) {
      case 'identifier':
        if (!functions.has(text)) this.fail(`function ${goQuote(text)} not defined`);
        return { type: 'identifier', name: text, pos };
      case 'variable':
        if (!this.variables.includes(text)) this.fail(`undefined variable ${goQuote(text)}`);
        return { type: 'variable', names: [text], pos };
      case 'field':
        return { type: 'field', names: [text.slice(1)], pos };
      case 'bool':
        return { type: 'bool', value: text === 'true', text, pos };
      case 'number':
      case 'char':
        return {
          type: 'number',
          value: this.constant(text, token.type === 'char' ? characterConstant : numberConstant),
          text,
          pos,
        };
      case 'string':
      case 'raw':
        return { type: 'string', value: this.constant(text, textConstant), text, pos };
      case 'open':
        return this.pipeline('parenthesized pipeline', 'close');
      default:
        if (isKeyword(token, '.')) return { type: 'dot', pos };
        if (isKeyword(token, 'nil')) return { type: 'nil', pos };
        this.next -= 1;
        return undefined;
    }
  }

  private constant<T>(text: string, read: (text: string) => T): T {
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      return this.fail(error.message);
    }
  }
}
