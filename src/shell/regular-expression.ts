/** POSIX regular expressions as JavaScript's. */

const CLASSES: Readonly<Record<string, string>> = {
  '[:alpha:]': 'A-Za-z',
  '[:digit:]': '0-9',
  '[:alnum:]': 'A-Za-z0-9',
  '[:space:]': '\\s',
  '[:upper:]': 'A-Z',
  '[:lower:]': 'a-z',
  '[:punct:]': '!-\\/:-@\\[-`{-~',
};

export const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

export function extendedRegExp(pattern: string): string {
  return pattern.replace(/\[:[a-z]+:\]/g, (name) => CLASSES[name] ?? name);
}

/** Where `\|`, `\(`, `\+` have a meaning and `|`, `(`, `+` have none. */
export function basicRegExp(pattern: string): string {
  return extendedRegExp(pattern).replace(/\\(.)|([+?(){}|])|\[[^\]]*\]/g, (whole, escaped?: string, bare?: string) => {
    if (escaped !== undefined) return /[+?(){}|]/.test(escaped) ? escaped : whole;
    return bare === undefined ? whole : `\\${bare}`;
  });
}
