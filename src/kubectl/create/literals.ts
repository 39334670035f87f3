/** `--from-literal key=value`, of ConfigMaps and Secrets. Follows ParseLiteralSource in kubectl's pkg/util. */
import { type CommandLine, flagList, flagValues } from '../command-line.ts';
import { createError } from './generator.ts';

export const SOURCE_FLAGS = {
  'from-literal': 'value',
  'from-file': 'value',
  'from-env-file': 'value',
} as const;

/** The pairs in order; files cannot be read here. */
export function literalSources(line: CommandLine): readonly (readonly [key: string, value: string])[] {
  const literals = flagValues(line, 'from-literal');
  const [files, envFiles] = [flagList(line, 'from-file'), flagList(line, 'from-env-file')];
  if (envFiles.length > 0 && files.length + literals.length > 0) {
    throw createError('from-env-file cannot be combined with from-file or from-literal');
  }
  const file = [...files, ...envFiles][0];
  if (file !== undefined) {
    throw createError(`error reading ${file.slice(file.indexOf('=') + 1)}: no such file or directory`);
  }
  return literals.map((source) => {
    const equals = source.indexOf('=');
    if (equals <= 0) throw createError(`invalid literal source ${source}, expected key=value`);
    return [source.slice(0, equals), source.slice(equals + 1)];
  });
}

/** A map in Go's order of keys. */
export function sortedMap(pairs: Iterable<readonly [string, string]>): Readonly<Record<string, string>> {
  return Object.fromEntries([...pairs].sort(([a], [b]) => (a < b ? -1 : 1)));
}
