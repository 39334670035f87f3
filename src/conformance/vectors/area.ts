/** Vectors: what Kubernetes' own functions answered, to hold ours against. */

export interface VectorCase {
  readonly id: string;
  readonly note?: string;
  readonly given: unknown;
  readonly expect: unknown;
}

/** One file of one area. Some hold more than these: lists that their cases refer to. */
export interface VectorFile {
  readonly area: string;
  readonly cases: readonly VectorCase[];
  readonly [shared: string]: unknown;
}

/** Our answer to one case, in the shape of its `expect`. A thrown error becomes `{error: text}`. */
export type AreaPlayer = (given: unknown, file: VectorFile) => unknown;
