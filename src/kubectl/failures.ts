/**
 * What went wrong with several objects of one command: kubectl goes on with the others, and tells of all of it at the
 * end. Follows checkErr and MultipleErrors in kubectl's pkg/cmd/util/helpers.go.
 */
import { ApiError, type Status } from '../engine/index.ts';
import { aggregateText, type ErrorSource, withSource } from './error-text.ts';
import type { Output } from './kubectl-run.ts';

/** A status of the server, or kubectl's own words without `error: `. */
type Failure = Status | string;

/** A problem of one object that kubectl finds itself; the message is without `error: `. */
export class ObjectProblem extends Error {}

/** Runs a request for an object; a refusal says where the object came from, the innermost first. */
export function sourced<T>(act: () => T, ...sources: readonly ErrorSource[]): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof ApiError) throw new ApiError(sources.reduce(withSource, error.status));
    throw error;
  }
}

export class Failures {
  readonly #reading: readonly string[];
  readonly #objects: Failure[] = [];

  /** `reading`: what reading the manifests came to; it counts as one when there is more. */
  constructor(reading: readonly string[] = []) {
    this.#reading = reading;
  }

  /** Runs one object's part, and keeps what goes wrong with it. */
  collect(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (error instanceof ObjectProblem) this.#objects.push(error.message);
      else if (error instanceof ApiError) this.#objects.push(error.status);
      else throw error;
    }
  }

  /** kubectl's own objection, without `error: ` before it. */
  add(text: string): void {
    this.#objects.push(text);
  }

  /** The server's refusal of what came from `source`. */
  refused({ status }: ApiError, source?: ErrorSource): void {
    this.#objects.push(source ? withSource(status, source) : status);
  }

  get count(): number {
    return this.#reading.length + this.#objects.length;
  }

  /** Tells of all of it; the command ends with 1 if there is any. */
  report(output: Output): void {
    const reading =
      this.#objects.length > 0 && this.#reading.length > 0 ? [aggregateText(this.#reading)] : this.#reading;
    const all = [...reading, ...this.#objects];
    for (const failure of all) {
      if (typeof failure !== 'string') output.refuse(new ApiError(failure), { oneOfMany: all.length > 1 });
      else output.fail(all.length > 1 ? failure : `error: ${failure}`);
    }
  }
}
