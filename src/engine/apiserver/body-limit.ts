/** How long a request may be. Follows limitedReadBody in apiserver's handlers/rest.go. */
import { bodyTooLarge } from './errors.ts';

/** Bytes: the API server's default (MaxRequestBodyBytes), chosen for what etcd takes. */
const MAX_BODY = 3 * 1024 * 1024;
/** A UTF-16 unit has three bytes of UTF-8 at most. */
const MAX_BYTES_OF_UNIT = 3;

/** Throws ApiError for a body that is longer than the server reads. */
export function checkBodySize(body: unknown): void {
  const text = JSON.stringify(body) ?? '';
  if (text.length * MAX_BYTES_OF_UNIT <= MAX_BODY) return;
  if (text.length > MAX_BODY || utf8Length(text) > MAX_BODY) throw bodyTooLarge(MAX_BODY);
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}
