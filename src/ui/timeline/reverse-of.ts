/**
 * The command that takes back what another did, in the present instead of in time; undefined where it would have to
 * know more than the line says (an old value, a scale).
 */
export function reverseOf(line: string): string | undefined {
  const words = line.trim().split(/\s+/);
  const [program, verb, ...rest] = words;
  if (program !== 'kubectl' || /[|;<>&'"]/.test(line)) return undefined;
  const given = rest.filter((word) => !word.startsWith('-'));
  switch (verb) {
    case 'cordon':
    case 'drain':
      return given[0] && `kubectl uncordon ${given[0]}`;
    case 'uncordon':
      return given[0] && `kubectl cordon ${given[0]}`;
    case 'taint':
      return withSpecsTurned(rest, turnTaint);
    case 'label':
    case 'annotate':
      // With --overwrite an old value was there, and nobody knows which.
      return rest.includes('--overwrite') ? undefined : withSpecsTurned(rest, turnLabel, verb);
    case 'set':
      return given[0] === 'image' ? rollback(given[1]) : undefined;
    case 'rollout':
      return given[0] === 'restart' ? rollback(given[1]) : undefined;
    default:
      return undefined;
  }
}

function rollback(target: string | undefined): string | undefined {
  return target?.includes('/') ? `kubectl rollout undo ${target}` : undefined;
}

/** `node node-1 a=b:NoSchedule`: what it is about stays, each taint or label is turned round. */
function withSpecsTurned(
  rest: readonly string[],
  turn: (spec: string) => string | undefined,
  verb = 'taint',
): string | undefined {
  const about = rest.filter((word) => !/[=:]/.test(word) && !(word.endsWith('-') && !word.startsWith('-')));
  const specs = rest.filter((word) => !about.includes(word)).map(turn);
  if (specs.length === 0 || specs.includes(undefined)) return undefined;
  return ['kubectl', verb, ...about, ...specs].join(' ');
}

/** A taint can be put back as it was: its line names its value. */
function turnTaint(spec: string): string | undefined {
  if (!spec.endsWith('-')) return `${spec}-`;
  return /^[^=:]+(=[^:]*)?:\w+-$/.test(spec) ? spec.slice(0, -1) : undefined;
}

function turnLabel(spec: string): string | undefined {
  return spec.includes('=') ? `${spec.slice(0, spec.indexOf('='))}-` : undefined;
}
