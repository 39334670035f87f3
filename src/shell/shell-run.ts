/** Runs a line: one pipeline after the other, each as far as this moment of virtual time lets it. */
import type { Status } from '../engine/index.ts';
import { fileText } from './editor-files.ts';
import { BROKEN_PIPE } from './exit-codes.ts';
import { type Pipeline, parseLine, type SimpleCommand, type Word } from './parse-line.ts';
import type { Clears, Output, Process, ShellEnv } from './program.ts';
import { ShellError } from './shell-error.ts';

/** A piece of output, in the order of writing. */
export interface Chunk {
  readonly stream: 'out' | 'err';
  readonly text: string;
}

/** New output only. Without an exit code the line is not done: call `advance` again after time has passed. */
export interface Advance {
  readonly chunks: readonly Chunk[];
  /** What was cleared before this output. */
  readonly clears?: Clears;
  readonly refusals: readonly Status[];
  readonly exitCode?: number;
}

interface Stage {
  readonly command: SimpleCommand;
  readonly process: Process;
  input: string;
  ended: boolean;
  exitCode?: number;
}

interface Collected {
  chunks: Chunk[];
  clears?: Clears;
  readonly refusals: Status[];
}

export class ShellRun {
  readonly #text: string;
  #waiting: readonly Pipeline[] | undefined;
  #stages: readonly Stage[] = [];
  #exitCode = 0;

  constructor(text: string) {
    this.#text = text;
  }

  advance(env: ShellEnv): Advance {
    const collected: Collected = { chunks: [], refusals: [] };
    try {
      this.#waiting ??= parseLine(this.#text);
      for (;;) {
        if (this.#stages.length === 0 && !this.#startNext(env)) return { ...collected, exitCode: this.#exitCode };
        if (!this.#pass(env, collected)) return collected;
      }
    } catch (error) {
      if (!(error instanceof ShellError)) throw error;
      collected.chunks.push({ stream: 'err', text: `${error.message}\n` });
      return { ...collected, exitCode: 2 };
    }
  }

  /** Starts the next pipeline that may run; false when none is left. */
  #startNext(env: ShellEnv): boolean {
    for (;;) {
      const [next, ...later] = this.#waiting ?? [];
      if (!next) return false;
      this.#waiting = later;
      const skipped = (next.after === '&&' && this.#exitCode !== 0) || (next.after === '||' && this.#exitCode === 0);
      if (skipped) continue;
      this.#stages = next.commands.map((command, i) => stageOf(command, i === 0, env));
      return true;
    }
  }

  /** Each stage has one turn, in the direction of the pipe. True when the pipeline is done. */
  #pass(env: ShellEnv, collected: Collected): boolean {
    for (const [i, stage] of this.#stages.entries()) {
      if (stage.exitCode !== undefined) continue;
      const { input, ended } = stage;
      stage.input = '';
      const output = stage.process({ input, ended, env });
      stage.exitCode = output.exitCode;
      if (output.clears) {
        collected.chunks = [];
        collected.clears = output.clears;
      }
      collected.refusals.push(...(output.refusals ?? []));
      const next = this.#stages[i + 1];
      route(stage.command, output, next, collected.chunks);
      if (next && output.exitCode !== undefined) next.ended = true;
    }
    const last = this.#stages.at(-1);
    if (last?.exitCode === undefined) return false;
    // What still writes into a pipe that nobody reads ends.
    for (const stage of this.#stages) stage.exitCode ??= BROKEN_PIPE;
    this.#exitCode = last.exitCode;
    this.#stages = [];
    return true;
  }
}

function route(command: SimpleCommand, output: Output, next: Stage | undefined, chunks: Chunk[]): void {
  const toOut = (text: string): void => {
    if (text === '') return;
    if (next) next.input += text;
    else chunks.push({ stream: 'out', text });
  };
  const toErr = (text: string): void => {
    if (text !== '') chunks.push({ stream: 'err', text });
  };
  const { out = '', err = '' } = output;
  if (command.out === 'on') toOut(out);
  else if (command.out === 'err') toErr(out);
  if (command.err === 'on') toErr(err);
  else if (command.err === 'out') toOut(err);
}

function stageOf(command: SimpleCommand, first: boolean, env: ShellEnv): Stage {
  const { stdin } = command;
  const [name = '', ...args] = command.words.flatMap((word) => expanded(word, env));
  let process: Process;
  let input = '';
  try {
    if (stdin) input = 'text' in stdin ? stdin.text : fileOrRefuse(stdin.file, env);
    process = programNamed(name, env)(args);
  } catch (error) {
    if (!(error instanceof ShellError)) throw error;
    process = () => ({ err: `${error.message}\n`, exitCode: 2 });
  }
  return { command, process, input, ended: first || stdin !== undefined };
}

function fileOrRefuse(name: string, env: ShellEnv): string {
  const text = fileText(env, name);
  if (text === undefined) throw new ShellError(`bash: ${name}: No such file or directory`);
  return text;
}

/** The program of that name, or one that says that there is none. */
export function programNamed(name: string, env: ShellEnv): (args: readonly string[]) => Process {
  const program = env.programs.get(name);
  if (program) return program;
  return () => () => ({ err: `bash: ${name}: command not found. help lists what is here.\n`, exitCode: 127 });
}

/** File names that an unquoted pattern fits; the pattern itself when none does, as bash has it. */
function expanded({ text, pattern }: Word, env: ShellEnv): readonly string[] {
  if (!pattern) return [text];
  const source = text
    .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  const found = [...env.files.keys()].filter((name) => new RegExp(`^${source}$`, 's').test(name)).sort();
  return found.length > 0 ? found : [text];
}
