/** The Pod, and the Service, that kubectl run makes of its flags. Follows kubectl's pkg/cmd/run/run.go. */
import { quoted } from '../../engine/index.ts';
import { type CommandLine, flag, flagValues, isOn } from '../command-line.ts';
import type { AnyDraft } from '../create/any-draft.ts';
import { createError, namespacedMeta } from '../create/generator.ts';
import { envNameProblems } from '../env-names.ts';

type Texts = Readonly<Record<string, string>>;

const POLICIES = ['Always', 'OnFailure', 'Never'];
const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];

const DOMAIN = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*';
const PATH = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
/** Follows ReferenceRegexp in github.com/distribution/reference. */
const IMAGE = new RegExp(
  `^(?:(?:${DOMAIN}|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?/)?${PATH}(?:/${PATH})*(?::\\w[\\w.-]{0,127})?(?:@${DIGEST})?$`,
);

export interface RunDrafts {
  readonly pod: AnyDraft;
  readonly service: AnyDraft | undefined;
}

/** Throws KubectlError in kubectl's order: what cannot be read first, then what does not go together. */
export function runDrafts(line: CommandLine): RunDrafts {
  if (flag(line, 'image') === undefined) throw createError('required flag(s) "image" not set');
  const parts = {
    annotations: annotationsFlag(flagValues(line, 'annotations')),
    labels: labelsFlag(flag(line, 'labels') ?? ''),
    env: flagValues(line, 'env').map(envVar),
    restartPolicy: oneOf(flag(line, 'restart') || 'Always', 'restart policy', POLICIES),
    pullPolicy: oneOf(flag(line, 'image-pull-policy') ?? '', 'image pull policy', ['', ...PULL_POLICIES]),
  };
  const [name = '', ...args] = line.words;
  if (line.words.length === 0 || line.dash === 0) throw createError('NAME is required for run');
  const image = flag(line, 'image') ?? '';
  if (image === '') throw createError('--image is required');
  if (!IMAGE.test(image)) throw createError(`invalid image name ${quoted(image)}: invalid reference format`);
  const port = portOf(line);
  const labels = parts.labels ?? { run: name };
  return {
    pod: podDraft(name, args, image, port, labels, parts, line),
    service:
      port !== undefined && isOn(line, 'expose') ? serviceDraft(name, port, labels, parts.labels, line) : undefined,
  };
}

interface Parts {
  readonly annotations: Texts | undefined;
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly restartPolicy: string;
  readonly pullPolicy: string;
}

function podDraft(
  name: string,
  args: readonly string[],
  image: string,
  port: number | undefined,
  labels: Texts,
  { annotations, env, restartPolicy, pullPolicy }: Parts,
  line: CommandLine,
): AnyDraft {
  const command = isOn(line, 'command') ? { command: args } : { args };
  const container = {
    name,
    image,
    ...(args.length === 0 ? {} : command),
    ...(port === undefined ? {} : { ports: [{ containerPort: port }] }),
    ...(env.length === 0 ? {} : { env }),
    resources: {},
    ...(pullPolicy === '' ? {} : { imagePullPolicy: pullPolicy }),
    ...(isOn(line, 'privileged') ? { securityContext: { privileged: true } } : {}),
  };
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: { ...namespacedMeta(name, line), labels, ...(annotations ? { annotations } : {}) },
    spec: { containers: [container], restartPolicy, dnsPolicy: 'ClusterFirst' },
    status: {},
  } as AnyDraft;
}

function serviceDraft(
  name: string,
  port: number,
  selector: Texts,
  labels: Texts | undefined,
  line: CommandLine,
): AnyDraft {
  return {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: { ...namespacedMeta(name, line), ...(labels ? { labels } : {}) },
    spec: { ports: [{ protocol: 'TCP', port, targetPort: port }], selector },
    status: { loadBalancer: {} },
  } as AnyDraft;
}

function portOf(line: CommandLine): number | undefined {
  const text = flag(line, 'port') ?? '';
  if (isOn(line, 'expose') && text === '') throw createError('--port must be set when exposing a service');
  if (text === '') return undefined;
  if (!/^[+-]?\d+$/.test(text)) throw createError('--port must be a number');
  return Number(text);
}

function oneOf(text: string, what: string, valid: readonly string[]): string {
  if (valid.includes(text)) return text;
  throw createError(`invalid ${what}: ${text}, valid values are: ${valid.filter((one) => one !== '').join(', ')}`);
}

function labelsFlag(text: string): Texts | undefined {
  if (text === '') return undefined;
  return Object.fromEntries(
    text.split(',').map((spec) => {
      const [key = '', value, ...more] = spec.split('=');
      if (value === undefined || more.length > 0) throw createError(`unexpected label spec: ${spec}`);
      if (key === '') throw createError('unexpected empty label key');
      return [key, value];
    }),
  );
}

function envVar(text: string): { readonly name: string; readonly value: string } {
  const equals = text.indexOf('=');
  const name = text.slice(0, Math.max(0, equals));
  if (equals < 0 || envNameProblems(name).length > 0) throw createError(`invalid env: ${text}`);
  return { name, value: text.slice(equals + 1) };
}

/** Follows ParsePairs in kubectl's pkg/cmd/util/helpers.go. */
function annotationsFlag(pairs: readonly string[]): Texts | undefined {
  const odd = pairs.filter((pair) => pair.indexOf('=') < 1);
  if (odd.length > 0) throw createError(`invalid annotations format: ${odd.join(', ')}`);
  if (pairs.length === 0) return undefined;
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
}
