/** What `--for` asks for. Follows conditionFuncsFor and its condition functions in kubectl's pkg/cmd/wait. */
import { type Obj, quoted } from '../../engine/index.ts';
import { KubectlError } from '../kubectl-error.ts';
import { fieldValues } from './field-values.ts';
import { WaitProblem } from './wait-problem.ts';

export type AwaitedCondition =
  | { readonly kind: 'create' | 'delete' }
  /** Throws a WaitProblem for an object that gives no answer. */
  | { readonly kind: 'state'; readonly isMet: (object: Obj) => boolean };

export function readConditions(texts: readonly string[]): readonly AwaitedCondition[] {
  if (texts.length === 0) refuse('unrecognized condition: []');
  return texts.map((text) => {
    const lower = text.toLowerCase();
    if (lower === 'delete' || lower === 'create') return { kind: lower };
    if (text.startsWith('condition='))
      return { kind: 'state', isMet: statusCondition(text.slice('condition='.length)) };
    if (text.startsWith('jsonpath=')) return { kind: 'state', isMet: fieldCondition(text.slice('jsonpath='.length)) };
    return refuse(`unrecognized condition: ${quoted(text)}`);
  });
}

function refuse(text: string): never {
  throw new KubectlError(`error: ${text}\n`);
}

function statusCondition(text: string): (object: Obj) => boolean {
  const equals = text.indexOf('=');
  const type = (equals < 0 ? text : text.slice(0, equals)).toLowerCase();
  const wanted = (equals < 0 ? 'true' : text.slice(equals + 1)).toLowerCase();
  return (object) => {
    const status = 'status' in object ? (object.status as StatusOfAnyKind | undefined) : undefined;
    const found = status?.conditions?.find((one) => one.type.toLowerCase() === type);
    if (!found) return false;
    const { generation } = object.metadata;
    const observed = found.observedGeneration ?? status?.observedGeneration;
    // A condition of an older spec says nothing of this one.
    if (generation !== undefined && observed !== undefined && observed < generation) return false;
    return found.status.toLowerCase() === wanted;
  };
}

interface StatusOfAnyKind {
  readonly observedGeneration?: number;
  readonly conditions?: readonly {
    readonly type: string;
    readonly status: string;
    readonly observedGeneration?: number;
  }[];
}

function fieldCondition(text: string): (object: Obj) => boolean {
  const [expression = '', value, ...more] = splitValue(text);
  if (more.length > 0) {
    refuse(
      "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'",
    );
  }
  const wanted = value?.replace(/^['"]+|['"]+$/g, '');
  if (wanted === '') {
    refuse("jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3");
  }
  const find = fieldValues(expression);
  return (object) => {
    const [values = [], ...others] = find(object);
    if (values.length === 0) return false;
    if (others.length > 0) throw new WaitProblem('given jsonpath expression matches more than one list');
    if (values.length > 1) throw new WaitProblem('given jsonpath expression matches more than one value');
    if (wanted === undefined) return true;
    const [found] = values;
    if (typeof found === 'object' && found !== null) {
      throw new WaitProblem('jsonpath leads to a nested object or list which is not supported');
    }
    return String(found).trim() === wanted.trim();
  };
}

/** At each `=` that is not one of a pair, as in `@.type=="Ready"`. */
function splitValue(text: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] !== '=') part += text[i];
    else if (text[i + 1] === '=') {
      part += '==';
      i += 1;
    } else {
      parts.push(part);
      part = '';
    }
  }
  return [...parts, part];
}
