/** The session of a scene: restored or new, written down while it lasts, and closed with the page. */
import { useEffect, useState } from 'react';
import type { OpenSession, Progress } from '../../session/keeping/open-session.ts';
import { presetFile } from '../preset-file.ts';
import { addressOf, type Scene } from '../route.ts';
import { useUi } from '../store.ts';

/** Engine and keeping come while the frame of the page is being painted. */
const loading = import('./load-session.ts');
loading.catch(() => undefined); // told by each scene that waits for it

export interface SessionOfScene {
  /** Absent until it is there. */
  readonly open?: OpenSession;
  /** While one is being restored. */
  readonly progress?: Progress;
  /** The code could not be loaded. */
  readonly failed: boolean;
  /** Set while a new session has been asked for; the one before is kept until something is done. */
  readonly instead?: string;
  /** Why a file was not opened; another key each time. */
  readonly refused?: { readonly key: string; readonly text: string };
  /** A new session, though one is there or on its way. */
  startAfresh(): void;
  /** To the session before, while nothing has been done in the new one. */
  goBack(): void;
  /** The session of a file, at its own address. */
  openFile(file: File): Promise<void>;
}

export function useSession(scene: Scene): SessionOfScene {
  const [asked, setAsked] = useState<{ readonly instead?: string }>({});
  const [open, setOpen] = useState<OpenSession>();
  const [progress, setProgress] = useState<Progress>();
  const [failed, setFailed] = useState(false);
  const [refused, setRefused] = useState<SessionOfScene['refused']>();
  const { instead } = asked;
  useEffect(() => {
    const giveUp = new AbortController();
    const closing: (() => void)[] = [() => giveUp.abort()];
    const { signal } = giveUp;
    setOpen(undefined);
    setProgress(undefined);
    useUi.setState({
      selection: undefined,
      menu: undefined,
      track: undefined,
      compared: undefined,
      session: undefined,
    });
    loading
      .then(async ({ openSession, pageSurroundings }) => {
        const wanted = { id: scene.id, seed: scene.seed, nodes: scene.nodes, text: editorText(scene.preset) };
        const opening = { scene: wanted, instead: asked.instead, tell: setProgress, signal };
        const opened = await openSession(opening, pageSurroundings);
        if (!opened) return;
        if (signal.aborted) return opened.close();
        closing.push(() => opened.close(), keepText(opened, scene.preset), keepThroughExit(opened));
        setOpen(opened);
      })
      .catch(() => signal.aborted || setFailed(true));
    return () => {
      for (const close of closing) close();
    };
  }, [scene, asked]);
  return {
    open,
    progress,
    failed,
    instead,
    refused,
    async openFile(file) {
      const { importSession, pageSurroundings, readSessionFile } = await loading;
      const session = readSessionFile(await file.text());
      const refuse = (why: string): void =>
        setRefused({ key: `file ${performance.now()}`, text: `“${file.name}” was not opened: ${why}` });
      if (!session) return refuse('it holds no session of this version.');
      try {
        await importSession(session, pageSurroundings);
      } catch {
        return refuse('the browser keeps nothing for this page.');
      }
      setRefused(undefined);
      if (session.row.scene === scene.id) setAsked({});
      else location.hash = addressOf(session.row.scene);
    },
    startAfresh() {
      const before = open ? (open.keeper.hasBegun() ? open.id : instead) : progress?.id;
      setAsked({ instead: before ?? open?.id });
    },
    goBack: () => setAsked({}),
  };
}

function editorText(preset: string): string {
  return useUi.getState().texts[preset] ?? presetFile(preset).text;
}

/** The editor shows the session's own text, and the session keeps what becomes of it. */
function keepText({ id, keeper, text }: OpenSession, preset: string): () => void {
  const ui = useUi.getState();
  useUi.setState({ session: id });
  // What this very session wrote last stands in the browser already, and may be newer than its row.
  if (text !== undefined && ui.textsFrom[preset] !== id && text !== editorText(preset)) {
    useUi.getState().setText(preset, text);
  }
  const keep = (): void => keeper.setText(editorText(preset));
  keep();
  return useUi.subscribe(keep);
}

function keepThroughExit({ keeper }: OpenSession): () => void {
  const flush = (): void => void keeper.flush();
  const onHidden = (): void => {
    if (document.visibilityState === 'hidden') flush();
  };
  document.addEventListener('visibilitychange', onHidden);
  addEventListener('pagehide', flush);
  return () => {
    document.removeEventListener('visibilitychange', onHidden);
    removeEventListener('pagehide', flush);
  };
}
