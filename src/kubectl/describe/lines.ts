/** What all of kubectl describe's parts share: lines with levels, and lists below a title. Texts hold tabs for tabulate. */
import type { Labels, Taint, Toleration } from '../../engine/index.ts';
import { CLUSTER_EPOCH, millisOf } from '../../engine/index.ts';

export const NONE = '<none>';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const LONGEST_ANNOTATION = 140;

/** One line, two blanks deeper for each level. */
export function line(level: number, text: string): string {
  return `${'  '.repeat(level)}${text}\n`;
}

/** The first value beside the title, the others below it. Follows printLabelsMultilineWithIndent. */
export function listed(title: string, values: readonly string[]): string {
  if (values.length === 0) return `${title}:\t${NONE}\n`;
  return values.map((value, i) => `${i === 0 ? `${title}:` : ''}\t${value}\n`).join('');
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/** `key=value`, sorted. */
export function pairLines(labels: Labels | undefined): readonly string[] {
  return Object.entries(labels ?? {})
    .sort(byKey)
    .map(([key, value]) => `${key}=${value}`);
}

/** Without what apply remembers; long values stand below their key. Follows printAnnotationsMultiline. */
export function annotationText(title: string, annotations: Labels | undefined): string {
  const entries = Object.entries(annotations ?? {}).filter(([key]) => key !== LAST_APPLIED);
  const values = entries.sort(byKey).map(([key, whole]) => {
    const value = whole.replace(/\n$/, '');
    if (value.length + key.length + 2 <= LONGEST_ANNOTATION && !value.includes('\n')) return `${key}: ${value}`;
    return `${key}:${value
      .split('\n')
      .map((part) => `\n\t  ${shortened(part, LONGEST_ANNOTATION - 2)}`)
      .join('')}`;
  });
  return listed(title, values);
}

function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}...` : text;
}

export function taintText({ key, value, effect }: Taint): string {
  if (!effect) return value ? `${key}=${value}:` : key;
  return `${key}${value ? `=${value}` : ''}:${effect}`;
}

/** By effect, then by key. */
export function taintLines(taints: readonly Taint[] | undefined): readonly string[] {
  const rank = ({ effect, key }: Taint): string => `${effect},${key}`;
  return [...(taints ?? [])].sort((a, b) => compare(rank(a), rank(b))).map(taintText);
}

export function tolerationLines(tolerations: readonly Toleration[] | undefined): readonly string[] {
  return [...(tolerations ?? [])]
    .sort((a, b) => compare(a.key ?? '', b.key ?? ''))
    .map(({ key = '', value, effect, operator, tolerationSeconds }) => {
      let text = key;
      if (value) text += `=${value}`;
      if (effect) text += `:${effect}`;
      if (operator === 'Exists' && !value) text += key === '' && !effect ? 'op=Exists' : ' op=Exists';
      if (tolerationSeconds !== undefined) text += ` for ${tolerationSeconds}s`;
      return text;
    });
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Go's time.RFC1123Z in UTC; the zero time for an absent one. */
export function longTime(timestamp: string | undefined): string {
  if (!timestamp) return 'Mon, 01 Jan 0001 00:00:00 +0000';
  const time = new Date(CLUSTER_EPOCH + millisOf(timestamp));
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()].map(two).join(':');
  const day = `${DAYS[time.getUTCDay()]}, ${two(time.getUTCDate())} ${MONTHS[time.getUTCMonth()]}`;
  return `${day} ${time.getUTCFullYear()} ${clock} +0000`;
}
