/** Environment variables and where they come from. Follows describeContainerEnvVars in kubectl/pkg/describe/describe.go. */
import { type Container, Quantity, type QuantityText } from '../../engine/index.ts';
import { line, NONE } from './lines.ts';

interface KeyRef {
  readonly name?: string;
  readonly key: string;
  readonly optional?: boolean;
}

interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly fieldRef?: { readonly apiVersion?: string; readonly fieldPath: string };
    readonly resourceFieldRef?: { readonly resource: string; readonly divisor?: QuantityText };
    readonly secretKeyRef?: KeyRef;
    readonly configMapKeyRef?: KeyRef;
  };
}

interface EnvFrom {
  readonly prefix?: string;
  readonly configMapRef?: { readonly name?: string; readonly optional?: boolean };
  readonly secretRef?: { readonly name?: string; readonly optional?: boolean };
}

/** What a Pod's own field holds; '' where describe cannot tell. */
export type FieldValue = (path: string) => string;

/** Templates have no field values. */
export function environmentText(container: Container, fieldValue: FieldValue = () => ''): string {
  const env = (container.env ?? []) as readonly EnvVar[];
  const variables = env.map((variable) => variableText(variable, container, fieldValue)).join('');
  return `${sourcesText((container.envFrom ?? []) as readonly EnvFrom[])}${line(2, `Environment:${env.length === 0 ? `\t${NONE}` : ''}`)}${variables}`;
}

function sourcesText(sources: readonly EnvFrom[]): string {
  if (sources.length === 0) return '';
  const rows = sources.map(({ prefix, configMapRef, secretRef }) => {
    const { name = '', optional = false } = configMapRef ?? secretRef ?? {};
    const from = configMapRef ? 'ConfigMap' : secretRef ? 'Secret' : '';
    return line(3, `${name}\t${from}${prefix ? ` with prefix '${prefix}'` : ''}\tOptional: ${optional}`);
  });
  return line(2, 'Environment Variables from:') + rows.join('');
}

function variableText({ name, value = '', valueFrom }: EnvVar, container: Container, fieldValue: FieldValue): string {
  if (!valueFrom) {
    return value
      .split('\n')
      .map((part, i) => line(3, `${i === 0 ? `${name}:` : ''}\t${part}`))
      .join('');
  }
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = valueFrom;
  if (fieldRef) {
    const { apiVersion = '', fieldPath } = fieldRef;
    return line(3, `${name}:\t${fieldValue(fieldPath)} (${apiVersion}:${fieldPath})`);
  }
  if (resourceFieldRef) {
    const { resource, divisor } = resourceFieldRef;
    return line(3, `${name}:\t${resourceValue(container, resource, divisor)} (${resource})`);
  }
  if (secretKeyRef) {
    const { key, name: secret = '', optional = false } = secretKeyRef;
    return line(3, `${name}:\t<set to the key '${key}' in secret '${secret}'>\tOptional: ${optional}`);
  }
  if (configMapKeyRef) {
    const { key, name: map = '', optional = false } = configMapKeyRef;
    return line(3, `${name}:\t<set to the key '${key}' of config map '${map}'>\tOptional: ${optional}`);
  }
  return '';
}

/** In whole divisors, rounded up. Follows ExtractContainerResourceValue in kubectl/pkg/util/resource. */
function resourceValue(container: Container, field: string, divisor: QuantityText = '1'): string {
  const [list = '', ...rest] = field.split('.');
  if (list !== 'limits' && list !== 'requests') return '';
  const resource = rest.join('.');
  const amount = Quantity.parse(String(container.resources?.[list]?.[resource] ?? '0'));
  const unit = Quantity.parse(String(divisor));
  const size = unit.sign === 0 ? Quantity.parse('1') : unit;
  const [whole, part] = resource === 'cpu' ? [amount.milliValue(), size.milliValue()] : [amount.value(), size.value()];
  const value = String((whole + part - 1n) / part);
  return value === '0' && (field === 'limits.cpu' || field === 'limits.memory') ? 'node allocatable' : value;
}
