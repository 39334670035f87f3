/** How kubectl tells of a refusal (§7.3). Follows checkErr and StandardErrorMessage in kubectl's pkg/cmd/util/helpers.go. */
import { quoted, type Status, type StatusCause } from '../engine/index.ts';

/** The file that a request came from; `verb` as in `error when VERB "FILE"`. */
export interface ErrorSource {
  /** `creating`, `replacing`, `patching`, `deleting`, … */
  readonly verb: string;
  /** `STDIN`, or the file's name as given. */
  readonly file: string;
}

export interface ErrorContext {
  readonly source?: ErrorSource;
  /** Of several errors, each has one line: causes are not listed. */
  readonly oneOfMany?: boolean;
}

/** The text for stderr, with its line end. */
export function kubectlErrorText(refusal: Status, { source, oneOfMany = false }: ErrorContext = {}): string {
  const status = source ? withSource(refusal, source) : refusal;
  const { reason, message } = status;
  if (reason === 'Invalid' && !oneOfMany) return invalidText(status);
  if (reason === 'Unauthorized') return withLineEnd(`error: You must be logged in to the server (${message})`);
  return withLineEnd(`Error from server${reason === '' ? '' : ` (${reason})`}: ${message}`);
}

/** Says in the message where the request came from (AddSourceToErr). */
export function withSource(status: Status, { verb, file }: ErrorSource): Status {
  return { ...status, message: `error when ${verb} ${quoted(file)}: ${status.message}` };
}

/** Several errors as one text: alone, or in brackets with doublets said once (utilerrors.NewAggregate). */
export function aggregateText(messages: readonly string[]): string {
  const texts = [...new Set(messages)];
  return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`;
}

function invalidText({ message, details }: Status): string {
  const generic = 'The request is invalid';
  if (!details) return withLineEnd(message === '' ? generic : `${generic}: ${message}`);
  const { kind = '', name = '', causes = [] } = details;
  let subject = generic;
  if (kind !== '' || name !== '') subject = `The ${kind} ${quoted(name)} is invalid`;
  else if (message !== '' && causes.length === 0) subject = `${generic}: ${message}`;
  return causes.length === 0 ? withLineEnd(subject) : causesText(`${subject}: `, causes);
}

/** One cause on the same line, several below; the same one is said once. */
function causesText(prefix: string, causes: readonly StatusCause[]): string {
  const texts = [...new Set(causes.map(({ field, message }) => `${field}: ${message}`))];
  if (texts.length === 1) return withLineEnd(`${prefix}${texts[0] ?? ''}`);
  return `${prefix}\n${texts.map((text) => `* ${text}\n`).join('')}`;
}

function withLineEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
