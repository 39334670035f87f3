/** Loads the terminal's screen once the page stands, and keeps it told. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Prompt } from './screen-text.ts';
import type { PromptPlace, Screen } from './xterm-screen.ts';

interface ScreenProps {
  readonly wanted: boolean;
  readonly theme: 'light' | 'dark';
  readonly active: boolean;
  readonly transcript: string;
  readonly prompt: Prompt | undefined;
  readonly onFocus: () => void;
}

export interface ShownScreen {
  /** Undefined while plain text has to do. */
  readonly screen: Screen | undefined;
  readonly place: PromptPlace | undefined;
}

type Loaded = typeof import('./xterm-screen.ts');

export function useScreen(box: RefObject<HTMLDivElement | null>, props: ScreenProps): ShownScreen {
  const { wanted, theme, active, transcript, prompt } = props;
  const latest = useRef(props);
  latest.current = props;
  const [loaded, setLoaded] = useState<Loaded>();
  const [screen, setScreen] = useState<Screen>();
  const [place, setPlace] = useState<PromptPlace>();

  useEffect(() => {
    if (!wanted || loaded) return;
    let alive = true;
    // Where it cannot be loaded, plain text stays.
    import('./xterm-screen.ts').then(
      (module) => alive && setLoaded(module),
      () => undefined,
    );
    return () => {
      alive = false;
    };
  }, [wanted, loaded]);

  useEffect(() => {
    if (!wanted || !loaded || !box.current) return;
    const made = loaded.createScreen(box.current, {
      theme: latest.current.theme,
      onFocus: () => latest.current.onFocus(),
      onPlace: setPlace,
    });
    setScreen(made);
    return () => {
      setScreen(undefined);
      setPlace(undefined);
      made.dispose();
    };
  }, [wanted, loaded, box]);

  useEffect(() => screen?.setTheme(theme), [screen, theme]);
  useEffect(() => screen?.setActive(active), [screen, active]);
  useEffect(() => screen?.show(transcript, prompt), [screen, transcript, prompt]);
  return { screen, place };
}
