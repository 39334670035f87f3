import { useEffect, useSyncExternalStore } from 'react';
import { useUi } from '../store.ts';

const DARK = '(prefers-color-scheme: dark)';

/** The theme in force, also set on the document. */
export function useTheme(): 'light' | 'dark' {
  const choice = useUi((state) => state.theme);
  const systemDark = useSyncExternalStore(
    (on) => {
      const query = matchMedia(DARK);
      query.addEventListener('change', on);
      return () => query.removeEventListener('change', on);
    },
    () => matchMedia(DARK).matches,
  );
  const theme = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice;
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return theme;
}
