/**
 * What went wrong with some of several objects: the rest had their turn, and the errors are told together at the end.
 * Follows checkErr and MultipleErrors in kubectl's pkg/cmd/util/helpers.go.
 */
import type { ApiError } from '../engine/index.ts';
import type { ErrorSource } from './error-text.ts';
import { KubectlError } from './kubectl-error.ts';
import type { Output } from './kubectl-run.ts';

type Failure = { readonly text: string } | { readonly refusal: ApiError; readonly source?: ErrorSource };

export class Failures {
  readonly #list: Failure[] = [];

  get count(): number {
    return this.#list.length;
  }

  /** kubectl's own objection, without `error: ` before it. */
  add(text: string): void {
    this.#list.push({ text });
  }

  refused(refusal: ApiError, source?: ErrorSource): void {
    this.#list.push({ refusal, source });
  }

  /** Ends the command with 1 when anything failed. A single objection is introduced by `error: `, several are not. */
  tell(output: Output): void {
    const texts: string[] = [];
    for (const failure of this.#list) {
      if ('text' in failure) texts.push(`${this.count === 1 ? 'error: ' : ''}${failure.text}\n`);
      else output.refuse(failure.refusal, failure.source);
    }
    if (texts.length > 0) throw new KubectlError(texts.join(''));
  }
}

/** Several errors as one text, as apimachinery's Aggregate shows itself: the same one is said once. */
export function aggregateText(errors: readonly string[]): string {
  const different = [...new Set(errors)];
  return different.length === 1 ? (different[0] ?? '') : `[${different.join(', ')}]`;
}
