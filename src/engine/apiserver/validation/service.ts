/** The rules of a Service that are met in practice. Follows ValidateService in pkg/apis/core/validation/validation.go. */

import { isDNS1123Label, isDNS1123Subdomain, isValidPortName } from '../../model/names.ts';
import type { Service, ServicePort, ServiceSpec } from '../../model/network.ts';
import { goJson, goJsonStruct } from '../decode/go-json.ts';
import type { StatusCause } from '../status.ts';
import { asJson, duplicate, forbiddenField, invalidValue, invalidValues, notSupported, required } from './causes.ts';
import { validateLabels } from './labels.ts';

const HEADLESS = 'None';
const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];
const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

export function validateServiceSpec(spec: ServiceSpec): StatusCause[] {
  const { type = '', ports = [], clusterIP = '', externalName = '' } = spec;
  const causes: StatusCause[] = [];
  const headless = clusterIP === HEADLESS;
  if (ports.length === 0 && !headless && type !== 'ExternalName') causes.push(required('spec.ports'));
  if ((type === 'NodePort' || type === 'LoadBalancer') && headless) {
    causes.push(invalidValue('spec.clusterIPs[0]', clusterIP, `may not be set to 'None' for ${type} services`));
  }
  if (type === 'ExternalName') {
    if (externalName === '') causes.push(required('spec.externalName'));
    else causes.push(...invalidValues('spec.externalName', externalName, isDNS1123Subdomain(externalName)));
  }
  causes.push(...validatePorts(ports));
  causes.push(...validateLabels(spec.selector, 'spec.selector'));
  if (spec.sessionAffinity !== 'None' && spec.sessionAffinity !== 'ClientIP') {
    causes.push(notSupported('spec.sessionAffinity', asJson(spec.sessionAffinity), ['ClientIP', 'None']));
  }
  causes.push(...validateClusterIp(spec));
  if (!TYPES.includes(type)) causes.push(notSupported('spec.type', asJson(type), TYPES));
  if (type === 'ClusterIP') causes.push(...refuseNodePorts(ports));
  causes.push(...validateUnique(ports));
  return causes;
}

function validatePorts(ports: readonly ServicePort[]): StatusCause[] {
  const names = new Set<string>();
  return ports.flatMap((port, i) => {
    const field = `spec.ports[${i}]`;
    const { name = '', protocol = '', targetPort = 0 } = port;
    const causes: StatusCause[] = [];
    if (name === '') {
      if (ports.length > 1) causes.push(required(`${field}.name`));
    } else {
      causes.push(...invalidValues(`${field}.name`, name, isDNS1123Label(name)));
      if (names.has(name)) causes.push(duplicate(`${field}.name`, name));
      names.add(name);
    }
    causes.push(...validatePortNumber(`${field}.port`, port.port));
    if (protocol === '') causes.push(required(`${field}.protocol`));
    else if (!PROTOCOLS.includes(protocol)) causes.push(notSupported(`${field}.protocol`, asJson(protocol), PROTOCOLS));
    if (typeof targetPort === 'number') causes.push(...validatePortNumber(`${field}.targetPort`, targetPort));
    else causes.push(...invalidValues(`${field}.targetPort`, targetPort, isValidPortName(targetPort)));
    return causes;
  });
}

function validatePortNumber(field: string, port: number): StatusCause[] {
  return port >= 1 && port <= 65_535 ? [] : [invalidValue(field, port, 'must be between 1 and 65535, inclusive')];
}

function validateClusterIp({ clusterIP = '', type }: ServiceSpec): StatusCause[] {
  if (clusterIP === '') return [];
  if (type === 'ExternalName') {
    return [forbiddenField('spec.clusterIPs', 'may not be set for ExternalName services')];
  }
  if (clusterIP === HEADLESS || isIpv4(clusterIP)) return [];
  return [
    invalidValue('spec.clusterIPs[0]', clusterIP, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'),
  ];
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function refuseNodePorts(ports: readonly ServicePort[]): StatusCause[] {
  return ports.flatMap(({ nodePort }, i) =>
    nodePort ? [forbiddenField(`spec.ports[${i}].nodePort`, "may not be used when `type` is 'ClusterIP'")] : [],
  );
}

function validateUnique(ports: readonly ServicePort[]): StatusCause[] {
  const known = new Set<string>();
  return ports.flatMap(({ protocol = '', port }, i) => {
    const key = `${protocol}/${port}`;
    if (!known.has(key)) {
      known.add(key);
      return [];
    }
    const shown = goJsonStruct([
      ['Name', goJson('')],
      ['Protocol', goJson(protocol)],
      ['AppProtocol', 'null'],
      ['Port', goJson(port)],
      ['TargetPort', '0'],
      ['NodePort', '0'],
    ]);
    return [duplicate(`spec.ports[${i}]`, { json: shown })];
  });
}

/** A Service keeps its address for life, unless it becomes a mere name. */
export function validateServiceUpdate(next: Service, old: Service): StatusCause[] {
  const [before = '', after = ''] = [old.spec.clusterIP, next.spec.clusterIP];
  const causes: StatusCause[] = [];
  if (before !== '' && before !== after && next.spec.type !== 'ExternalName' && old.spec.type !== 'ExternalName') {
    causes.push(
      after === ''
        ? invalidValue('spec.clusterIPs[0]', asJson(next.spec.clusterIPs), 'primary clusterIP can not be unset')
        : invalidValue('spec.clusterIPs[0]', asJson(next.spec.clusterIPs), 'may not change once set'),
    );
  }
  return [...causes, ...validateServiceSpec(next.spec)];
}
