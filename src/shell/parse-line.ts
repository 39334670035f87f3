/** From a line to what runs after what, and through which pipes. */
import { ShellError, UnfinishedLine } from './shell-error.ts';
import { type Token, tokens } from './tokens.ts';

export interface SimpleCommand {
  readonly words: readonly Word[];
  /** What `<` or a here-document puts on its standard input. */
  readonly stdin?: { readonly file: string } | { readonly text: string };
  /** Where its two streams go: on, into the other one, or nowhere. */
  readonly out: 'on' | 'err' | 'nowhere';
  readonly err: 'on' | 'out' | 'nowhere';
}

export interface Word {
  readonly text: string;
  readonly pattern: boolean;
}

export interface Pipeline {
  /** `&&`: only when what ran before it went well; `||`: only when it failed. */
  readonly after: ';' | '&&' | '||';
  readonly commands: readonly SimpleCommand[];
}

/** Throws ShellError; UnfinishedLine when more must be typed. A line of blanks and comments is no pipeline at all. */
export function parseLine(text: string): readonly Pipeline[] {
  const pipelines: Pipeline[] = [];
  let after: Pipeline['after'] = ';';
  let commands: SimpleCommand[] = [];
  let part: Token[] = [];
  const endCommand = (by: string): void => {
    if (part.length === 0) throw new ShellError(`bash: syntax error near unexpected token \`${by}'`);
    commands.push(commandOf(part));
    part = [];
  };
  const endPipeline = (): void => {
    pipelines.push({ after, commands });
    commands = [];
  };
  for (const token of tokens(text)) {
    if (token.kind !== 'operator') part.push(token);
    else if (token.text === ';' && part.length === 0 && commands.length === 0 && after === ';' && pipelines.length > 0)
      continue; // a line's end after `;`
    else {
      endCommand(token.text);
      if (token.text === '|') continue;
      endPipeline();
      after = token.text;
    }
  }
  if (part.length > 0) {
    endCommand('newline');
    endPipeline();
  } else if (commands.length > 0 || after !== ';') throw new UnfinishedLine('the line goes on');
  return pipelines;
}

/** Whether Enter does not end the line yet. */
export function isUnfinished(text: string): boolean {
  try {
    parseLine(text);
    return false;
  } catch (error) {
    return error instanceof UnfinishedLine;
  }
}

function commandOf(part: readonly Token[]): SimpleCommand {
  const words: Word[] = [];
  let stdin: SimpleCommand['stdin'];
  let out: SimpleCommand['out'] = 'on';
  let err: SimpleCommand['err'] = 'on';
  for (let i = 0; i < part.length; i += 1) {
    const token = part[i];
    if (token?.kind === 'word') words.push(token);
    else if (token?.kind === 'document') stdin = { text: token.body };
    else if (token?.kind === 'redirect') {
      i += 1;
      const target = part[i];
      if (target?.kind !== 'word') throw new ShellError("bash: syntax error near unexpected token `newline'");
      if (token.text === '<') stdin = { file: target.text };
      else {
        const to = destination(token, target.text);
        if (token.from !== 'err') out = to === '2' ? 'err' : 'nowhere';
        if (token.from !== 'out') err = to === '1' && token.from === 'err' ? 'out' : 'nowhere';
      }
    }
  }
  if (words.length === 0) throw new ShellError('bash: a command must be named');
  return { words, stdin, out, err };
}

function destination(token: Token & { readonly kind: 'redirect' }, target: string): '1' | '2' | 'null' {
  if (token.text === '>&' && (target === '1' || target === '2')) return target;
  if (target === '/dev/null') return 'null';
  if (target === '/dev/stdout') return '1';
  if (target === '/dev/stderr') return '2';
  throw new ShellError(
    `bash: ${target}: nothing can be written here: the only files are those of the editor. Select and copy the output instead.`,
  );
}
