/** kubectl create deployment. Follows kubectl's pkg/cmd/create/create_deployment.go. */
import { fnv1a32 } from '../../lib/fnv1a.ts';
import { flag, flagList } from '../command-line.ts';
import { createError, type Generator, namespacedMeta } from './generator.ts';

export const deployment: Generator = {
  names: ['deployment', 'deploy'],
  flags: { image: 'value', replicas: 'value', port: 'value' },
  required: ['image'],
  takesCommand: true,
  failure: 'failed to create deployment:',
  draft(name, line) {
    const images = flagList(line, 'image');
    const command = line.words.slice(1);
    if (images.length > 1 && command.length > 0) {
      throw createError('cannot specify multiple --image options and command');
    }
    const labels = { app: name };
    const port = intFlag('port', flag(line, 'port') ?? '-1');
    const containers = images.map((image, i) => ({
      name: containerName(image),
      image,
      ...(command.length > 0 ? { command } : {}),
      ...(port >= 0 && i === 0 ? { ports: [{ containerPort: port }] } : {}),
      resources: {},
    }));
    return {
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      metadata: { ...namespacedMeta(name, line), labels },
      spec: {
        replicas: intFlag('replicas', flag(line, 'replicas') ?? '1'),
        selector: { matchLabels: labels },
        strategy: {},
        template: { metadata: { labels }, spec: { containers } },
      },
      status: {},
    };
  },
};

function intFlag(name: string, text: string): number {
  if (/^[+-]?[0-9]+$/.test(text)) return Number(text);
  const why = `strconv.ParseInt: parsing "${text}": invalid syntax`;
  throw createError(`invalid argument "${text}" for "--${name}" flag: ${why}`);
}

const SAFE = 'bcdfghjklmnpqrstvwxz2456789';

/** The image without its registry and tag. One that is no DNS label gets a suffix, as random as the image is. */
function containerName(image: string): string {
  const name = (image.split('/').at(-1) ?? '').split(':')[0]?.split('@')[0] ?? '';
  if (!/[_.]/.test(name)) return name;
  const digits = String(fnv1a32(image)).slice(-5).padStart(5, '0');
  const suffix = Array.from(digits, (digit) => SAFE[(digit.charCodeAt(0) * 7) % SAFE.length]).join('');
  return `${name.replace(/[_.]/g, '-')}-${suffix}`;
}
