/** Base64 of UTF-8 texts, as Go's encoding/base64 (StdEncoding) reads and writes it. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function utf8Bytes(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    else
      bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
  }
  return bytes;
}

export function base64Of(text: string): string {
  const bytes = utf8Bytes(text);
  let encoded = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(i, i + 3);
    const quantum = (a << 16) | (b << 8) | c;
    const digits = [18, 12, 6, 0].map((shift) => ALPHABET[(quantum >> shift) & 0x3f] ?? '');
    const kept = Math.min(bytes.length - i, 3) + 1;
    encoded += digits.slice(0, kept).join('').padEnd(4, '=');
  }
  return encoded;
}

/** How many bytes a valid encoding stands for. */
export function decodedLength(base64: string): number {
  const digits = base64.replace(/[\r\n=]/g, '').length;
  return Math.floor((digits * 3) / 4);
}

/** The input byte at which decoding fails; undefined for valid base64. Line ends are skipped, padding must be whole. */
export function corruptByte(base64: string): number | undefined {
  let digits = 0;
  for (let i = 0; i < base64.length; i += 1) {
    const char = base64[i] ?? '';
    if (char === '\r' || char === '\n') continue;
    if (char === '=') return paddingProblem(base64, i, digits % 4);
    if (!ALPHABET.includes(char)) return i;
    digits += 1;
  }
  return digits % 4 === 0 ? undefined : base64.length - (digits % 4);
}

function paddingProblem(base64: string, at: number, digits: number): number | undefined {
  if (digits < 2) return at;
  const rest = base64.slice(at + 1).replace(/[\r\n]/g, '');
  if (digits === 3) return rest === '' ? undefined : at + 1;
  if (rest === '') return base64.length;
  if (!rest.startsWith('=')) return at + 1;
  return rest === '=' ? undefined : at + 2;
}
