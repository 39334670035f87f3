/** The files that the terminal sees: the editor's tab with the text that stands in it. */
import { useMemo } from 'react';
import { presetFile } from '../preset-file.ts';
import { useUi } from '../store.ts';

export function useEditorFiles(preset: string): Readonly<Record<string, string>> {
  const { file, text: original } = presetFile(preset);
  const text = useUi(({ texts }) => texts[preset]) ?? original;
  return useMemo(() => ({ [file]: text }), [file, text]);
}
