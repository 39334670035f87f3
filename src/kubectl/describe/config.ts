/** kubectl describe of ConfigMaps and Secrets. Follows kubectl/pkg/describe/describe.go. */
import type { ConfigMap, Event, Millis, ObjectMeta, Secret } from '../../engine/index.ts';
import { decodedLength } from '../../lib/base64.ts';
import { withEvents } from './events.ts';
import { annotationText, compare, line, listed, pairLines } from './lines.ts';
import { tabulate } from './tab-writer.ts';

const sorted = (values: Readonly<Record<string, string>> = {}) =>
  Object.entries(values).sort(([a], [b]) => compare(a, b));

function head({ name, namespace = '', labels, annotations }: ObjectMeta): string {
  return [
    line(0, `Name:\t${name}`),
    line(0, `Namespace:\t${namespace}`),
    listed('Labels', pairLines(labels)),
    annotationText('Annotations', annotations),
  ].join('');
}

export function describeConfigMap(
  { metadata, data, binaryData }: ConfigMap,
  events: readonly Event[] | undefined,
  now: Millis,
): string {
  const values = sorted(data).map(([key, value]) => `${key}:\n----\n${value}\n\n`);
  const bytes = sorted(binaryData).map(([key, value]) => `${key}: ${decodedLength(value)} bytes\n`);
  const text = `${head(metadata)}\nData\n====\n${values.join('')}\nBinaryData\n====\n${bytes.join('')}\n`;
  return withEvents(text, events, now);
}

/** Values are secret: only their lengths are told. */
export function describeSecret({ metadata, type = '', data }: Secret): string {
  const lengths = sorted(data).map(([key, value]) => `${key}:\t${decodedLength(value)} bytes\n`);
  return tabulate(`${head(metadata)}\nType:\t${type}\n\nData\n====\n${lengths.join('')}`);
}
