import { presets } from '../content/presets.ts';

/** What the editor begins with: the file's name and its text. */
export function presetFile(preset: string): { readonly file: string; readonly text: string } {
  return presets.find(({ id }) => id === preset) ?? { file: 'manifest.yaml', text: '' };
}
