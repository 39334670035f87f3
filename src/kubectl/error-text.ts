/** How kubectl tells of a refusal (§7.3). Follows checkErr and StandardErrorMessage in kubectl's pkg/cmd/util/helpers.go. */
import { quoted, type Status, type StatusCause } from '../engine/index.ts';

/** The file that a request came from; `verb` as in `error when VERB "FILE"`. */
export interface ErrorSource {
  /** `creating`, `replacing`, `patching`, `deleting`, … */
  readonly verb: string;
  /** `STDIN`, or the file's name as given. */
  readonly file: string;
}

/** The text for stderr, with its line end. */
export function kubectlErrorText(status: Status, source?: ErrorSource): string {
  if (status.reason === 'Invalid') return invalidText(status);
  const message = source ? `error when ${source.verb} ${quoted(source.file)}: ${status.message}` : status.message;
  if (status.reason === 'Unauthorized') return withLineEnd(`error: You must be logged in to the server (${message})`);
  const reason = status.reason === '' ? '' : ` (${status.reason})`;
  return withLineEnd(`Error from server${reason}: ${message}`);
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
