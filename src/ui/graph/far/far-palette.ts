/** The colours of the far view, from the page's tokens, anew when the theme or the contrast mode changes. */
import { useSyncExternalStore } from 'react';
import type { NodeClass } from '../../../view/cards.ts';

export interface FarPalette extends Readonly<Record<NodeClass, string>> {
  /** The X in a problem. */
  readonly cut: string;
  /** The check in a square that is ok. */
  readonly check: string;
  /** The edge of a node whose Pod has an old template. */
  readonly old: string;
  readonly text: string;
  readonly font: string;
}

let palette: FarPalette | undefined;

function read(): FarPalette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ok: token('--far-ok'),
    working: token('--far-working'),
    problem: token('--far-problem'),
    lost: token('--far-lost'),
    none: token('--far-none'),
    cut: token('--far-cut'),
    check: token('--far-check'),
    old: token('--far-old'),
    text: token('--text'),
    font: token('--font-sans'),
  };
}

function subscribe(on: () => void): () => void {
  const changed = (): void => {
    palette = undefined;
    on();
  };
  const themes = new MutationObserver(changed);
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const forced = matchMedia('(forced-colors: active)');
  forced.addEventListener('change', changed);
  return () => {
    themes.disconnect();
    forced.removeEventListener('change', changed);
    palette = undefined;
  };
}

export function useFarPalette(): FarPalette {
  return useSyncExternalStore(subscribe, () => {
    palette ??= read();
    return palette;
  });
}
