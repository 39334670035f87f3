/** What a kubectl command is given, what it answers, and what its verbs write to. */
import type { ApiError, Millis, Status, UserApi } from '../engine/index.ts';
import type { ErrorContext } from './error-text.ts';

export interface KubectlEnv {
  readonly api: UserApi;
  readonly now: Millis;
  /** What `-f -` reads. */
  readonly stdin?: string;
  /** What `-f NAME` reads: texts by file name. */
  readonly files?: ReadonlyMap<string, string>;
  /**
   * The editor of `kubectl edit`: asked with the same text on each look, it opens it once, and answers what was saved when
   * that is done. Absent where there is no editor.
   */
  readonly edit?: (text: string) => string | undefined;
}

export interface KubectlRun {
  readonly stdout: string;
  readonly stderr: string;
  /** Undefined while it waits: call `resume` after time has passed; it answers new output only. */
  readonly exitCode?: number;
  readonly resume?: (env: KubectlEnv) => KubectlRun;
  /** The API server's refusals behind the error texts. */
  readonly refusals: readonly Status[];
}

/** What a verb writes to while it runs. */
export interface Output {
  out(text: string): void;
  err(text: string): void;
  /** Tells of one refusal and goes on; the command will end with 1. */
  refuse(error: ApiError, context?: ErrorContext): void;
  /** The same for a problem that kubectl finds itself. */
  fail(text: string): void;
}

/** A verb answers nothing when it is done, or how to look again. */
export type Continuation = (env: KubectlEnv, output: Output) => Continuation | undefined;
