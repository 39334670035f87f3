/** kubectl expose. Follows kubectl's pkg/cmd/expose and pkg/polymorphichelpers. */
import type { Draft, LabelSelector, Labels, Obj, ResourceInfo } from '../../engine/index.ts';
import { type CommandLine, flag } from '../command-line.ts';
import type { AnyDraft } from '../create/any-draft.ts';
import { namespacedMeta } from '../create/generator.ts';
import { OUTPUT_FLAGS, printDone } from '../create/print-created.ts';
import { dryRunOf, dryRunSuffix } from '../dry-run.ts';
import { KubectlError } from '../kubectl-error.ts';
import { eachObject, namespaceOf, parseTargets } from '../resource-args.ts';
import type { Verb } from './verb.ts';

export const expose: Verb = {
  flags: {
    port: 'value',
    'target-port': 'value',
    name: 'value',
    type: 'value',
    protocol: 'value',
    selector: 'value',
    labels: 'value',
    'cluster-ip': 'value',
    ...OUTPUT_FLAGS,
    'dry-run': 'optional',
  },
  run(line, env, output) {
    const dryRun = dryRunOf(line);
    // `--selector` is the new Service's here, not one that chooses what to expose.
    const plain = { words: line.words, flags: new Map([['namespace', [namespaceOf(line)]]]) };
    eachObject(parseTargets(line.words), plain, env.api, output, (object, resource) => {
      const draft = serviceFor(object, resource, line);
      const options = { dryRun: dryRun === 'server', fieldValidation: 'Strict' } as const;
      const made = dryRun === 'client' ? draft : env.api.create('Service', draft as Draft<'Service'>, options);
      printDone(made as AnyDraft, `exposed${dryRunSuffix(dryRun)}`, line, output);
    });
    return undefined;
  },
};

const MAX_NAME = 63;
const fail = (text: string): KubectlError => new KubectlError(`error: ${text}\n`);

function serviceFor(object: Obj, { kind, group }: ResourceInfo, line: CommandLine) {
  const selector = flag(line, 'selector');
  const found = exposed(object);
  if (!found) throw fail(`cannot expose a ${group === '' ? kind : `${kind}.${group}`}`);
  const chosen = selector === undefined ? inferred(found) : labelsFlag(selector);
  const name = flag(line, 'name') || object.metadata.name.slice(0, MAX_NAME);
  const labels = flag(line, 'labels');
  const ports = portsFor(found, line);
  const [type, clusterIP] = [flag(line, 'type'), flag(line, 'cluster-ip')];
  return {
    kind: 'Service' as const,
    apiVersion: 'v1' as const,
    metadata: {
      ...namespacedMeta(name, line),
      ...(labels === undefined ? { labels: object.metadata.labels } : { labels: labelsFlag(labels) }),
    },
    spec: {
      ...(ports.length === 0 ? {} : { ports }),
      selector: chosen,
      ...(type ? { type } : {}),
      ...(clusterIP ? { clusterIP } : {}),
    },
    status: { loadBalancer: {} },
  };
}

interface Exposed {
  readonly selector: LabelSelector | string;
  readonly ports: readonly { readonly port: number; readonly protocol: string }[];
}

/** What a Service in front of the object would select and listen on; undefined for kinds that have no Pods to offer. */
function exposed(object: Obj): Exposed | undefined {
  const portsOf = (containers: Obj<'Pod'>['spec']['containers']) =>
    containers.flatMap(({ ports = [] }) =>
      ports.map(({ containerPort, protocol = 'TCP' }) => ({ port: containerPort, protocol })),
    );
  switch (object.kind) {
    case 'Pod': {
      const { labels } = object.metadata;
      const selector = labels ? { matchLabels: labels } : 'the pod has no labels and cannot be exposed';
      return { selector, ports: portsOf(object.spec.containers) };
    }
    case 'Service': {
      const { selector, ports = [] } = object.spec;
      return {
        selector: selector ? { matchLabels: selector } : 'the service has no pod selector set',
        ports: ports.map(({ port, protocol = 'TCP' }) => ({ port, protocol })),
      };
    }
    case 'Deployment':
    case 'ReplicaSet': {
      const { selector, template } = object.spec;
      const missing = `invalid ${object.kind.toLowerCase()}: no selectors, therefore cannot be exposed`;
      return { selector: selector?.matchLabels ? selector : missing, ports: portsOf(template.spec.containers) };
    }
    default:
      return undefined;
  }
}

function inferred({ selector }: Exposed): Labels {
  const refuse = (why: string) => fail(`couldn't retrieve selectors via --selector flag or introspection: ${why}`);
  if (typeof selector === 'string') throw refuse(selector);
  const { matchLabels = {}, matchExpressions = [] } = selector;
  if (matchExpressions.length > 0) {
    const shown = matchExpressions.map(
      ({ key, operator, values = [] }) => `{Key:${key} Operator:${operator} Values:[${values.join(' ')}]}`,
    );
    throw refuse(`couldn't convert expressions - "[${shown.join(' ')}]" to map-based selector format`);
  }
  return matchLabels;
}

function labelsFlag(text: string): Labels {
  if (text === '') throw fail('no label spec passed');
  const pairs = text.split(',').map((pair) => pair.split('='));
  for (const pair of pairs) {
    if (pair.length !== 2) throw fail(`unexpected label spec: ${pair.join('=')}`);
    if (pair[0] === '') throw fail('unexpected empty label key');
  }
  return Object.fromEntries(pairs) as Labels;
}

/** Those of `--port`, or all that the containers name. */
function portsFor({ ports }: Exposed, line: CommandLine) {
  const asked = flag(line, 'port');
  const numbers = asked ? asked.split(',') : ports.map(({ port }) => String(port));
  if (numbers.length === 0 && flag(line, 'cluster-ip') !== 'None') {
    throw fail("couldn't find port via --port flag or introspection");
  }
  const target = flag(line, 'target-port');
  const protocolFlag = flag(line, 'protocol');
  return numbers.flatMap((text, i) => {
    if (!/^[+-]?[0-9]+$/.test(text)) throw fail(`strconv.Atoi: parsing "${text}": invalid syntax`);
    const port = Number(text);
    const own = ports.filter((one) => one.port === port).map(({ protocol }) => protocol);
    const protocols = protocolFlag ? [protocolFlag] : own.length > 0 ? own : ['TCP'];
    const targetPort = target === undefined ? port : /^[0-9]+$/.test(target) ? Number(target) : target;
    return protocols.map((protocol) => {
      const suffix = protocols.length > 1 ? `-${protocol.toLowerCase()}` : '';
      const named = numbers.length > 1 || protocols.length > 1 ? { name: `port-${i + 1}${suffix}` } : {};
      return { ...named, port, protocol, targetPort };
    });
  });
}
