/** Objects as `-o kyaml` prints them: YAML in the braces of JSON, with all texts quoted. Follows sigs.k8s.io/yaml/kyaml. */
import { isPrintable } from '../go-values/go-text.ts';

/** With the line that begins a document, and its line end. */
export function kyamlOf(value: unknown): string {
  return `---\n${rendered(value, 0)}\n`;
}

const INDENT = '  ';

function rendered(value: unknown, level: number): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return textOf(value, level + 1);
  if (Array.isArray(value)) return listOf(value, level);
  if (typeof value === 'object') return mapOf(value as Readonly<Record<string, unknown>>, level);
  return String(value);
}

/** Lists of maps and lists hold them close, so that they need no indent of their own. */
function listOf(items: readonly unknown[], level: number): string {
  if (items.length === 0) return '[]';
  if (items.every((item) => typeof item === 'object' && item !== null)) {
    return `[${items.map((item) => rendered(item, level)).join(', ')}]`;
  }
  const inner = INDENT.repeat(level + 1);
  return `[\n${items.map((item) => `${inner}${rendered(item, level + 1)},\n`).join('')}${INDENT.repeat(level)}]`;
}

function mapOf(map: Readonly<Record<string, unknown>>, level: number): string {
  const keys = Object.keys(map)
    .filter((key) => map[key] !== undefined)
    .sort();
  if (keys.length === 0) return '{}';
  const inner = INDENT.repeat(level + 1);
  const rows = keys.map((key) => `${inner}${keyOf(key)}: ${rendered(map[key], level + 1)},\n`);
  return `{\n${rows.join('')}${INDENT.repeat(level)}}`;
}

function keyOf(key: string): string {
  if (!key.includes('\n') && !needsQuotes(key)) return key;
  return `"${[...key].map((char) => (char === '\n' ? '\\n' : char === '\t' ? '\\t' : escaped(char))).join('')}"`;
}

function needsQuotes(text: string): boolean {
  return !/^[\p{L}\p{N}_](?:[\p{L}\p{N}_./-]*[\p{L}\p{N}_])?$/u.test(text) || isAmbiguous(text);
}

/** What some reader of YAML could take for something else than a text. */
function isAmbiguous(text: string): boolean {
  if (/^(?:null|~|true|false|y|yes|on|n|no|off|t|f|[+-]?\.inf|\.nan|[+-]?inf(?:inity)?|nan)$/i.test(text)) return true;
  const plain = text.replaceAll('_', '');
  if (/^[+-]?(?:0[xX][\da-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|\d+)$/.test(plain)) return true;
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(plain)) return true;
  if (/^[+-]?0[xX](?:[\da-fA-F]+\.?[\da-fA-F]*|\.[\da-fA-F]+)[pP][+-]?\d+$/.test(plain)) return true;
  return /^[+-]?[1-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/.test(text) || /^\d{4}-\d\d?-\d\d?(?:$|[Tt ])/.test(text);
}

/** Several lines are shown as such, each ended by a backslash that YAML takes away again. */
function textOf(text: string, level: number): string {
  if (!text.includes('\n')) return `"${[...text].map(escaped).join('')}"`;
  const inner = INDENT.repeat(level);
  const ends = text.endsWith('\n');
  const lines = (ends ? text.slice(0, -1) : text).split('\n');
  const shown = lines.map((line, i) => {
    const closed = i < lines.length - 1 || ends ? '\\n' : '';
    // Blanks at the beginning of a line count only behind a backslash; the others are indented as far.
    const lead = line === '' || !/^\s/.test(line) ? ' ' : '\\';
    return `${inner}${lead}${[...line].map(escaped).join('')}${closed}\\\n`;
  });
  return `"\\\n${shown.join('')}${inner}"`;
}

const NAMED: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\r': '\\r',
  '\v': '\\v',
  '\0': '\\0',
  '\u001b': '\\e',
  '\u0085': '\\N',
  '\u00a0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function escaped(char: string): string {
  if (char === '\t') return char;
  if (char === '"' || char === '\\') return `\\${char}`;
  if (isPrintable(char)) return char;
  const named = NAMED[char];
  if (named !== undefined) return named;
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}
