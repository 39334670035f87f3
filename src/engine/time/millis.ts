import type { Timestamp } from '../model/meta.ts';

/** Virtual time: integer milliseconds since the cluster's start. */
export type Millis = number;

/** The wall time of virtual moment 0, so that API timestamps look like those of a real cluster. */
export const CLUSTER_EPOCH = Date.UTC(2026, 6, 1, 9, 0, 0);

let lastSecond = -1;
let lastText = '';

/** The API's timestamp of a virtual moment: whole seconds, rounded down, as metav1.Time is stored. */
export function timestamp(at: Millis): Timestamp {
  const second = Math.floor(at / 1000);
  if (second !== lastSecond) {
    lastText = `${new Date(CLUSTER_EPOCH + second * 1000).toISOString().slice(0, 19)}Z`;
    lastSecond = second;
  }
  return lastText;
}

/** The virtual moment of an API timestamp; NaN for text that is no timestamp. */
export function millisOf(text: Timestamp): Millis {
  return Date.parse(text) - CLUSTER_EPOCH;
}
