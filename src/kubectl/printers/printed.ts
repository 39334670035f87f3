/** What printing an object gave: an error may come after a part of the output. */
export interface Printed {
  readonly text: string;
  /** In kubectl's words, without `error: `. */
  readonly error?: string;
}
