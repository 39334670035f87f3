/** Vectors of what the API server makes of names, quantities and DaemonSets: our answer for one case. */

import { isJsonObject } from '../../engine/apiserver/decode/json-value.ts';
import { invalid } from '../../engine/apiserver/errors.ts';
import { ApiError, type StatusCause } from '../../engine/apiserver/status.ts';
import { strategies } from '../../engine/apiserver/strategies.ts';
import type { DaemonSet } from '../../engine/model/apps.ts';
import type { Draft } from '../../engine/model/kinds.ts';
import {
  isDNS1123Label,
  isEnvVarName,
  isQualifiedName,
  isValidLabelValue,
  isValidPercent,
  isValidPortName,
  nameIsDNSSubdomain,
} from '../../engine/model/names.ts';
import { Quantity, QuantityError } from '../../engine/model/quantity.ts';
import { kubectlErrorText } from '../../kubectl/error-text.ts';
import type { AreaPlayer } from './area.ts';

export const apiAreas: Record<string, AreaPlayer> = {
  'name-validation': (given) => nameRules(textMember(given, 'text')),
  quantities: (given) => quantityFacts(given),
  'api-daemonset': (given) => daemonSetOutcome(given),
};

function member(value: unknown, name: string): unknown {
  return isJsonObject(value) ? value[name] : undefined;
}

function textMember(value: unknown, name: string): string {
  const text = member(value, name);
  if (typeof text !== 'string') throw new Error(`the case has no text ${name}`);
  return text;
}

function nameRules(text: string): unknown {
  return {
    envVarName: isEnvVarName(text),
    generateName: nameIsDNSSubdomain(text, true),
    label: isDNS1123Label(text),
    labelKey: isQualifiedName(text),
    labelValue: isValidLabelValue(text),
    nameSubdomain: nameIsDNSSubdomain(text, false),
    percent: isValidPercent(text),
    portName: isValidPortName(text),
  };
}

const largestInt64 = 2n ** 63n - 1n;

function quantityFacts(given: unknown): unknown {
  try {
    const quantity = Quantity.parse(textMember(given, 'text'));
    const other = member(given, 'other');
    return {
      error: null,
      canonical: quantity.toString(),
      format: quantity.format,
      sign: quantity.sign,
      value: String(quantity.value()),
      ...milliFacts(quantity),
      ...(typeof other === 'string' ? pairFacts(quantity, Quantity.parse(other)) : {}),
    };
  } catch (error) {
    if (error instanceof QuantityError) return { error: error.message };
    throw error;
  }
}

/** Left out where the whole units alone say that thousandths do not fit. */
function milliFacts(quantity: Quantity): object {
  const units = quantity.value();
  const size = units < 0n ? -units : units;
  return size > largestInt64 / 1000n ? {} : { milliValue: String(quantity.milliValue()) };
}

function pairFacts(left: Quantity, right: Quantity): object {
  return {
    cmp: left.cmp(right),
    sum: left.add(right).toString(),
    difference: left.sub(right).toString(),
  };
}

function daemonSetOutcome(given: unknown): unknown {
  const object = member(given, 'object');
  switch (member(given, 'operation')) {
    case 'decode':
      return { error: decodeProblem(object) };
    case 'create':
      return createOutcome(object);
    case 'update':
      return updateOutcome(object, member(given, 'old'));
    default:
      throw new Error('the case has no known operation');
  }
}

const wrapping = 'DaemonSet in version "v1" cannot be handled as a DaemonSet: ';

function decodeProblem(object: unknown): string | null {
  try {
    strategies.DaemonSet.decode(object, 'Strict');
    return null;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { message } = error.status;
    return message.startsWith(wrapping) ? message.slice(wrapping.length) : message;
  }
}

function createOutcome(object: unknown): unknown {
  const strategy = strategies.DaemonSet;
  const draft = strategy.prepareForCreate(strategy.applyDefaults(strategy.decode(object, 'Ignore')));
  const causes = strategy.validateCreate(draft);
  if (causes.length > 0) return refusal(draft.metadata.name ?? '', causes);
  return { stored: draft, warnings: strategy.warnings(draft) };
}

function updateOutcome(object: unknown, stored: unknown): unknown {
  const strategy = strategies.DaemonSet;
  const old = asStored(strategy.decode(stored, 'Ignore'));
  const submitted = asStored(strategy.applyDefaults(strategy.decode(object, 'Ignore')));
  const next = strategy.prepareForUpdate(submitted, old);
  const causes = strategy.validateUpdate(next, old);
  if (causes.length > 0) return refusal(next.metadata.name ?? '', causes);
  // Warnings are about the spec, so an update that leaves it alone has none.
  const warnings = next.metadata.generation === old.metadata.generation ? [] : strategy.warnings(next);
  return { stored: withoutVersion(next), warnings };
}

/** The cases leave out what the storage side adds; an update without a version would be refused for that alone. */
function asStored(draft: Draft<'DaemonSet'>): DaemonSet {
  return { ...draft, metadata: { ...draft.metadata, resourceVersion: '1' } } as DaemonSet;
}

function withoutVersion(object: DaemonSet): unknown {
  return { ...object, metadata: { ...object.metadata, resourceVersion: undefined } };
}

function refusal(name: string, causes: readonly StatusCause[]): unknown {
  const { status } = invalid(strategies.DaemonSet.resource, name, causes);
  return { causes, message: status.message, reason: status.reason, kubectl: kubectlErrorText(status) };
}
