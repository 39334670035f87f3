/** The page: one scene, its engine, and the regions around it. */
import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import type { EngineHome } from '../session/keeping/make-engine.ts';
import { ActionMenu } from './actions/action-menu.tsx';
import { ClusterTable } from './cluster-table/cluster-table.tsx';
import { Dock } from './dock/dock.tsx';
import { EditorPane } from './editor/editor-pane.tsx';
import { EngineProvider, useEngine } from './engine-context.tsx';
import type { Camera } from './graph/camera.ts';
import { ClusterGraph } from './graph/cluster-graph.tsx';
import { ControlPlane, GraphTools } from './graph/control-plane.tsx';
import { type Scene, sceneOf } from './route.ts';
import { SessionProvider } from './session/session-context.tsx';
import { SessionNotices } from './session/session-notices.tsx';
import { useSession } from './session/use-session.ts';
import { Caption } from './shell/caption.tsx';
import { Header } from './shell/header.tsx';
import { KeyMap, useKeys } from './shell/keys.tsx';
import { LiveRegion } from './shell/live-region.tsx';
import { PaneTabs } from './shell/pane-tabs.tsx';
import { Splitter } from './shell/splitter.tsx';
import { Starting } from './shell/starting.tsx';
import { useTheme } from './shell/use-theme.ts';
import { StepCard } from './step/step-card.tsx';
import { useUi } from './store.ts';
import { Timeline } from './timeline/timeline.tsx';

function useHash(): string {
  return useSyncExternalStore(
    (on) => {
      addEventListener('hashchange', on);
      return () => removeEventListener('hashchange', on);
    },
    () => location.hash,
  );
}

export function App() {
  const hash = useHash();
  const scene = useMemo(() => sceneOf(hash), [hash]);
  return <SceneView key={scene.id} scene={scene} />;
}

function SceneView({ scene }: { readonly scene: Scene }) {
  const session = useSession(scene);
  const { open, progress, failed, startAfresh } = session;
  if (!open) return <Starting failed={failed} progress={progress} onAfresh={startAfresh} />;
  return (
    <SessionProvider session={{ ...session, open }}>
      <EngineProvider client={open.client}>
        <Regions key={open.id} scene={scene} home={open.home} />
      </EngineProvider>
    </SessionProvider>
  );
}

function Regions({ scene, home }: { readonly scene: Scene; readonly home: EngineHome }) {
  const theme = useTheme();
  const leftWidth = useUi((state) => state.leftWidth);
  const pane = useUi((state) => state.pane);
  const table = useUi(({ clusterView }) => clusterView === 'table');
  const [painted, setPainted] = useState(false);
  const [camera, setCamera] = useState<Camera>();
  const [noticeShown, setNoticeShown] = useState(true);
  const client = useEngine();
  const onPainted = useCallback(() => {
    setPainted(true);
    client.warmUp();
  }, [client]);
  useKeys();
  return (
    <div
      className={`app pane-${pane}${scene.embedded ? ' embedded' : ''}`}
      // For whoever wonders, and for tests.
      data-engine={home}
      style={{ '--left': `${leftWidth}px` } as React.CSSProperties}
    >
      <button type="button" className="skip" onClick={() => focusIn('.editor textarea')}>
        Skip to the editor
      </button>
      <button type="button" className="skip" onClick={() => focusIn('[role=treegrid]')}>
        Skip to the cluster
      </button>
      <button type="button" className="skip" onClick={openTerminal}>
        Skip to the terminal
      </button>
      <Header scene={scene} />
      <SessionNotices />
      <Caption place="page" />
      <main className="left">
        {scene.notice && noticeShown && (
          <p className="notice" role="status">
            {scene.notice}
            <button type="button" className="quiet-button" onClick={() => setNoticeShown(false)}>
              OK
            </button>
          </p>
        )}
        {scene.asks && <StepCard />}
        <EditorPane preset={scene.preset} theme={theme} mayLoad={painted} />
        <Splitter
          label="Width of the editor"
          direction="column"
          value={leftWidth}
          onChange={useUi.getState().setLeftWidth}
        />
      </main>
      <div className="stage">
        <section className="cluster" aria-label="Cluster">
          <div className="plane-row">
            <ControlPlane />
            <GraphTools camera={camera} />
          </div>
          <p id="cluster-keys" className="visually-hidden">
            Arrow keys move, Enter opens the Inspector, M opens the menu.
          </p>
          <ClusterTable hidden={!table} />
          {!table && <ClusterGraph onPainted={onPainted} onCamera={setCamera} />}
        </section>
        <Timeline />
        <Dock preset={scene.preset} mayLoad={painted} />
      </div>
      <PaneTabs asks={scene.asks} />
      <ActionMenu />
      <KeyMap />
      <LiveRegion />
    </div>
  );
}

function openTerminal(): void {
  useUi.getState().openDock('terminal');
  useUi.getState().setPane('terminal');
  requestAnimationFrame(() => focusIn('[aria-label="kubectl command"]'));
}

function focusIn(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}
