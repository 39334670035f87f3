import type { Timestamp } from '../model/meta.ts';

/** Virtual time: integer milliseconds since the cluster's start. */
export type Millis = number;

/** The wall time of virtual moment 0, so that API timestamps look like those of a real cluster. */
export const CLUSTER_EPOCH = Date.UTC(2026, 6, 1, 9, 0, 0);

/** The texts of seconds: what happens now also tells of when things began. A cache only; emptied when it has grown large. */
const texts = new Map<number, Timestamp>();
const MOST_TEXTS = 1000;

/** The API's timestamp of a virtual moment: whole seconds, rounded down, as metav1.Time is stored. */
export function timestamp(at: Millis): Timestamp {
  const second = Math.floor(at / 1000);
  let text = texts.get(second);
  if (text === undefined) {
    if (texts.size >= MOST_TEXTS) texts.clear();
    text = `${new Date(CLUSTER_EPOCH + second * 1000).toISOString().slice(0, 19)}Z`;
    texts.set(second, text);
  }
  return text;
}

/** The moments of texts; likewise. */
const moments = new Map<Timestamp, Millis>();

/** The virtual moment of an API timestamp; NaN for text that is no timestamp. */
export function millisOf(text: Timestamp): Millis {
  let at = moments.get(text);
  if (at === undefined) {
    if (moments.size >= MOST_TEXTS) moments.clear();
    at = Date.parse(text) - CLUSTER_EPOCH;
    moments.set(text, at);
  }
  return at;
}
