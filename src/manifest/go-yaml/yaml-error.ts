/** A text that is no YAML, in the words of Go's parser; or YAML that JSON cannot say (`prefix` is empty then). */
export class YamlError extends Error {
  constructor(
    problem: string,
    /** Counts from 1, where the trouble was found; Go's message often names the line before it, or none. */
    readonly line: number,
    prefix = 'yaml: ',
  ) {
    super(`${prefix}${problem}`);
    this.name = 'YamlError';
  }
}

/** A place: all count from 0. */
export interface Mark {
  readonly index: number;
  readonly line: number;
  readonly column: number;
}

/** The scanner's errors count lines from 1, unless they are on the first one, which is not named. */
export function scannerError(problem: string, context: Mark, { line }: Mark): YamlError {
  if (line !== 0) return new YamlError(`line ${line + 1}: ${problem}`, line + 1);
  return new YamlError(context.line === 0 ? problem : `line ${context.line}: ${problem}`, 1);
}

/** The parser's errors count from 0: they name the line before, and none when that would be 0. */
export function parserError(problem: string, { line }: Mark, context?: Mark): YamlError {
  const named = line === 0 ? (context?.line ?? 0) : line;
  return new YamlError(named === 0 ? problem : `line ${named}: ${problem}`, line + 1);
}
