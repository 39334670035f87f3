/** What runs in the shell: programs that take arguments and text, and go on as virtual time passes. */
import type { Millis, Status, UserApi } from '../engine/index.ts';

export interface ShellEnv {
  readonly now: Millis;
  /** The user's connection to the API server for one command, whose text becomes the cause of what it writes. */
  connect(command: string): UserApi;
  /** The editor's texts by file name. */
  readonly files: ReadonlyMap<string, string>;
  /** Programs beside the shell's own. */
  readonly programs: ReadonlyMap<string, Program>;
  /** Opens a text in the editor, and answers what was saved when that is done; asked again with the same text. */
  readonly edit?: (text: string) => string | undefined;
  /** What was typed before, oldest first. */
  readonly history: readonly string[];
}

/** What a process is given each time it may go on. */
export interface Turn {
  /** What has come on its standard input since the last turn. */
  readonly input: string;
  /** No more will come. */
  readonly ended: boolean;
  readonly env: ShellEnv;
}

export type Clears = 'all' | 'own';

/** New output only. Without an exit code it waits: for input, or for time to pass. */
export interface Output {
  readonly out?: string;
  readonly err?: string;
  /** Before this output all of the screen is cleared, or what this line printed on it. */
  readonly clears?: Clears;
  readonly exitCode?: number;
  /** The API server's refusals behind the error texts. */
  readonly refusals?: readonly Status[];
}

/** Holds its own state; is called until it has answered an exit code. */
export type Process = (turn: Turn) => Output;

/** Throws ShellError for arguments that it cannot read. */
export type Program = (args: readonly string[]) => Process;

/** A process that is done at once. */
export const done =
  (out: string, exitCode = 0): Process =>
  () => ({ out, exitCode });

export const failed =
  (err: string, exitCode = 1): Process =>
  () => ({ err: err.endsWith('\n') ? err : `${err}\n`, exitCode });

/** A process that looks at the environment once. */
export const once =
  (act: (env: ShellEnv) => Output): Process =>
  ({ env }) => ({ exitCode: 0, ...act(env) });
