/** kubectl create service clusterip, nodeport, loadbalancer and externalname. Follows kubectl's pkg/cmd/create/create_service.go. */
import { isDNS1123Subdomain, isValidPortName, quoted } from '../../engine/index.ts';
import { type CommandLine, type FlagSpec, flag, flagList } from '../command-line.ts';
import { createError, type Generator, namespacedMeta } from './generator.ts';

interface ServiceCommand {
  readonly name: string;
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  readonly flags: FlagSpec;
}

const COMMANDS: readonly ServiceCommand[] = [
  { name: 'clusterip', type: 'ClusterIP', flags: { clusterip: 'value' } },
  { name: 'nodeport', type: 'NodePort', flags: { 'node-port': 'value' } },
  { name: 'loadbalancer', type: 'LoadBalancer', flags: {} },
  { name: 'externalname', type: 'ExternalName', flags: { 'external-name': 'value' } },
];

export const services: readonly Generator[] = COMMANDS.map(({ name: command, type, flags }) => ({
  names: [command],
  flags: { tcp: 'value', ...flags },
  required: type === 'ExternalName' ? ['external-name'] : [],
  failure: `failed to create ${type} service:`,
  draft(name, line) {
    const tcp = flagList(line, 'tcp');
    const clusterIP = flag(line, 'clusterip') ?? '';
    const externalName = flag(line, 'external-name') ?? '';
    if (clusterIP !== 'None' && tcp.length === 0 && type !== 'ExternalName') {
      throw createError('at least one tcp port specifier must be provided');
    }
    if (type === 'ExternalName' && isDNS1123Subdomain(externalName).length > 0) {
      throw createError(`invalid service external name ${externalName}`);
    }
    const labels = { app: name };
    const ports = tcp.map((text) => servicePort(text, line));
    return {
      kind: 'Service',
      apiVersion: 'v1',
      metadata: { ...namespacedMeta(name, line), labels },
      spec: {
        ...(ports.length === 0 ? {} : { ports }),
        selector: labels,
        ...(clusterIP === '' ? {} : { clusterIP }),
        type,
        ...(externalName === '' ? {} : { externalName }),
      },
      status: { loadBalancer: {} },
    };
  },
}));

function servicePort(text: string, line: CommandLine) {
  const [portText = '', target] = text.split(':');
  const port = readPort(portText);
  const nodePort = Number(flag(line, 'node-port') ?? 0);
  return {
    name: text.replaceAll(':', '-'),
    protocol: 'TCP',
    port,
    targetPort: target === undefined ? port : targetPort(target),
    ...(nodePort === 0 ? {} : { nodePort }),
  };
}

function readPort(text: string): number {
  const problem = (why: string) => createError(`strconv.ParseUint: parsing ${quoted(text)}: ${why}`);
  if (!/^\d+$/.test(text)) throw problem('invalid syntax');
  if (Number(text) > 65535) throw problem('value out of range');
  return Number(text);
}

function targetPort(text: string): number | string {
  const number = /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
  const named = number === undefined ? isValidPortName(text) : [];
  if (named.length > 0) throw createError(named.join(','));
  if (number === undefined) return text;
  if (number < 1 || number > 65535) throw createError('must be between 1 and 65535, inclusive');
  return number;
}
