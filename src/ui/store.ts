/** The page's own state: what is selected, shown and remembered. No Kubernetes object is ever copied into it. */
import { create } from 'zustand';
import { createJSONStorage, persist, type StateStorage } from 'zustand/middleware';

export type ThemeChoice = 'system' | 'light' | 'dark';
export type DockTab = 'terminal' | 'events' | 'inspector' | 'compare';
export type TerminalMode = 'auto' | 'screen' | 'plain';
export type Pane = 'step' | 'cluster' | 'yaml' | 'terminal';

/** An object of the cluster that the user points at. */
export interface Selection {
  readonly kind: 'node' | 'pod' | 'ds';
  readonly namespace?: string;
  readonly name: string;
}

/** An open menu: of what, and where on the screen. */
export interface OpenMenu {
  readonly target: Selection;
  readonly x: number;
  readonly y: number;
}

/** A stretch of virtual time: milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A moment to compare with: of the present line, or of a branch. */
export interface PinnedMoment {
  readonly seq: number;
  readonly branch?: number;
  readonly at: number;
}

export interface UiState {
  readonly theme: ThemeChoice;
  readonly selection: Selection | undefined;
  readonly menu: OpenMenu | undefined;
  readonly dockTab: DockTab;
  readonly dockOpen: boolean;
  readonly dockHeight: number;
  readonly leftWidth: number;
  readonly clusterView: 'graph' | 'table';
  readonly pane: Pane;
  readonly keysShown: boolean;
  /** What the timeline's track looks at closely; undefined: all of it. */
  readonly track: Stretch | undefined;
  /** A finger or the mouse drags the playhead. */
  readonly scrubbing: boolean;
  /** The action that undo took back, and the position that led to: said until the playhead moves on. */
  readonly undone: { readonly line: string; readonly position: number } | undefined;
  /** What the present is compared with: a pinned moment, or the end of a branch. */
  readonly compared: { readonly pin: PinnedMoment } | { readonly branch: number } | undefined;
  /** `auto`: plain text on phones and touch screens, a terminal's screen elsewhere. */
  readonly terminalMode: TerminalMode;
  /** Lines typed into the terminal, oldest first; kept on the device. */
  readonly typed: readonly string[];
  /** Unsaved editor text by preset; what is not there is the preset's own. */
  readonly texts: Readonly<Record<string, string>>;
  /** The session in which each of these was written last. */
  readonly textsFrom: Readonly<Record<string, string>>;
  /** The id of the present session. */
  readonly session: string | undefined;
  /** False when the browser does not keep these settings and texts. */
  readonly stored: boolean;
  setTheme(theme: ThemeChoice): void;
  select(selection: Selection | undefined): void;
  openMenu(menu: OpenMenu | undefined): void;
  openDock(tab: DockTab): void;
  setDockOpen(open: boolean): void;
  setDockHeight(height: number): void;
  setLeftWidth(width: number): void;
  setClusterView(view: 'graph' | 'table'): void;
  setPane(pane: Pane): void;
  showKeys(shown: boolean): void;
  setTerminalMode(mode: TerminalMode): void;
  noteTyped(line: string): void;
  setText(preset: string, text: string): void;
}

/** Storage that may be denied or full: then nothing is lost but the memory of it. */
const storage: StateStorage = {
  getItem: (name) => guarded(() => localStorage.getItem(name)) ?? null,
  setItem: (name, value) => {
    const done = guarded(() => {
      localStorage.setItem(name, value);
      return true;
    });
    if (useUi.getState().stored !== (done === true)) useUi.setState({ stored: done === true });
  },
  removeItem: (name) => {
    guarded(() => localStorage.removeItem(name));
  },
};

function guarded<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

const MOST_TYPED = 500;

const clamp = (value: number, low: number, high: number): number => Math.round(Math.min(high, Math.max(low, value)));

export const useUi = create<UiState>()(
  persist(
    (set) => ({
      theme: 'system',
      selection: undefined,
      menu: undefined,
      dockTab: 'terminal',
      dockOpen: true,
      dockHeight: 200,
      leftWidth: 400,
      clusterView: 'graph',
      pane: 'cluster',
      keysShown: false,
      track: undefined,
      scrubbing: false,
      undone: undefined,
      compared: undefined,
      terminalMode: 'auto',
      typed: [],
      texts: {},
      textsFrom: {},
      session: undefined,
      stored: true,
      setTheme: (theme) => set({ theme }),
      select: (selection) => set({ selection }),
      openMenu: (menu) => set({ menu }),
      openDock: (dockTab) => set({ dockTab, dockOpen: true }),
      setDockOpen: (dockOpen) => set({ dockOpen }),
      setDockHeight: (height) => set({ dockHeight: clamp(height, 120, 600) }),
      setLeftWidth: (width) => set({ leftWidth: clamp(width, 280, 720) }),
      setClusterView: (clusterView) => set({ clusterView }),
      setPane: (pane) => set({ pane }),
      showKeys: (keysShown) => set({ keysShown }),
      setTerminalMode: (terminalMode) => set({ terminalMode }),
      noteTyped: (line) =>
        set(({ typed }) => (typed.at(-1) === line ? {} : { typed: [...typed, line].slice(-MOST_TYPED) })),
      setText: (preset, text) =>
        set(({ texts, textsFrom, session = '' }) => ({
          texts: { ...texts, [preset]: text },
          textsFrom: { ...textsFrom, [preset]: session },
        })),
    }),
    {
      name: 'daemonset-playground',
      version: 1,
      storage: createJSONStorage(() => storage),
      partialize: ({ theme, dockOpen, dockHeight, leftWidth, texts, textsFrom, terminalMode, typed }) => ({
        theme,
        dockOpen,
        dockHeight,
        leftWidth,
        texts,
        textsFrom,
        terminalMode,
        typed,
      }),
    },
  ),
);
