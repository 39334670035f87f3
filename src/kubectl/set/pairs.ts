/** Words of the form NAME=VALUE. Follows GetResourcesAndPairs and ParsePairs in kubectl's pkg/cmd/util/helpers.go. */
import { KubectlError } from '../kubectl-error.ts';

/** Resources come first; throws KubectlError for one behind a pair. */
export function splitPairs(
  words: readonly string[],
  type: string,
): { readonly resources: readonly string[]; readonly pairs: readonly string[] } {
  const isPair = (word: string): boolean => word.indexOf('=') > 0 || (word.endsWith('-') && word !== '-');
  const first = words.findIndex(isPair);
  if (first < 0) return { resources: words, pairs: [] };
  const pairs = words.slice(first);
  if (!pairs.every(isPair)) {
    throw new KubectlError(
      `error: all resources must be specified before ${type} changes: ${pairs.find((word) => !isPair(word))}\n`,
    );
  }
  return { resources: words.slice(0, first), pairs };
}

export function pairsOf(pairs: readonly string[], type: string): ReadonlyMap<string, string> {
  const odd = pairs.filter((pair) => pair.indexOf('=') < 1);
  if (odd.length > 0) throw new KubectlError(`error: invalid ${type} format: ${odd.join(', ')}\n`);
  return new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
}
