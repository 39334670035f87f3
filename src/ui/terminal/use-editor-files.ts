/** The files that the terminal sees: the editor's tab with the text that stands in it. */
import { useMemo } from 'react';
import { presets } from '../../content/presets.ts';
import { useUi } from '../store.ts';

export function useEditorFiles(preset: string): Readonly<Record<string, string>> {
  const { file = 'manifest.yaml', text: original = '' } = presets.find(({ id }) => id === preset) ?? {};
  const text = useUi(({ texts }) => texts[preset]) ?? original;
  return useMemo(() => ({ [file]: text }), [file, text]);
}
