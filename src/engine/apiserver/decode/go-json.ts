/** Texts as Go's encoding/json and fmt write them, for error messages that show a value. */

/** Compact JSON of a value; map keys are sorted, as Go sorts them. An absent value is `null`. */
export function goJson(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return goJsonString(value);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(goJson).join(',')}]`;
  const members: string[] = [];
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  for (const [key, member] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
    members.push(`${goJsonString(key)}:${goJson(member)}`);
  }
  return `{${members.join(',')}}`;
}

/** A struct's JSON: members in the order given, absent ones left out. */
export function goJsonStruct(members: readonly (readonly [name: string, json: string | undefined])[]): string {
  const shown = members.filter((member) => member[1] !== undefined);
  return `{${shown.map(([name, json]) => `${goJsonString(name)}:${json}`).join(',')}}`;
}

/** Go also escapes what HTML and JavaScript would trip over. */
export function goJsonString(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** Decoded JSON as Go's `%v` prints it: `map[spec:map[paused:true]]`, `[a b]`, `<nil>`. */
export function goValueText(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(goValueText).join(' ')}]`;
  if (typeof value === 'number') return goNumberText(value);
  if (typeof value !== 'object') return String(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${members.map(([key, member]) => `${key}:${goValueText(member)}`).join(' ')}]`;
}

/** Whole numbers stay whole; others have an exponent of at least two digits where JavaScript has one. */
function goNumberText(value: number): string {
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}
