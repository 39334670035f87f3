/** Who acts, in the order in which work falls; and the tools of the picture. */
import { useSyncExternalStore } from 'react';
import { useAddNode } from '../actions/use-actions.ts';
import { useControlPlane } from '../engine-context.tsx';
import { Icon } from '../icons/icon.tsx';
import { useUi } from '../store.ts';
import type { Camera } from './camera.ts';

/** These are always there; the rest appears while it acts. */
const ALWAYS = 4;

export function ControlPlane() {
  const { actors } = useControlPlane();
  const main = actors.slice(0, ALWAYS);
  const busy = actors.slice(ALWAYS).filter(({ acting, queued }) => acting || queued > 0);
  const others = actors.slice(ALWAYS).map(({ label }) => label);
  return (
    <ol className="plane" aria-label="Control plane">
      {main.map(({ name, label, queued, acting }, i) => (
        <li key={name} className={acting ? 'actor acting' : 'actor'}>
          {i > 0 && <Icon name="arrow" className="flow" />}
          <span className="actor-name">
            {label}
            {queued > 0 && <em>queue {queued}</em>}
          </span>
        </li>
      ))}
      {busy.map(({ name, label }) => (
        <li key={name} className="actor acting">
          <span className="actor-name">{label}</span>
        </li>
      ))}
      <li className="more-actors" title={others.join(', ')}>
        +{others.length - busy.length}
      </li>
    </ol>
  );
}

const NOWHERE = (): (() => void) => () => undefined;

export function GraphTools({ camera }: { readonly camera: Camera | undefined }) {
  const addNode = useAddNode();
  const percent = useSyncExternalStore(camera?.subscribe ?? NOWHERE, () => Math.round((camera?.zoom() ?? 1) * 100));
  const table = useUi(({ clusterView }) => clusterView === 'table');
  return (
    <div className="tools" role="toolbar" aria-label="Cluster tools">
      <button type="button" className="quiet-button" title="kwokctl scale node --replicas N+1" onClick={addNode}>
        <Icon name="node" /> Add node
      </button>
      <span className="divider" />
      {!table && (
        <>
          <button type="button" className="quiet-button" aria-label="Zoom out" onClick={() => camera?.zoomOut()}>
            <Icon name="minus" />
          </button>
          <span className="zoom">{percent} %</span>
          <button type="button" className="quiet-button" aria-label="Zoom in" onClick={() => camera?.zoomIn()}>
            <Icon name="plus" />
          </button>
          <button type="button" className="quiet-button" aria-label="Fit the picture" onClick={() => camera?.fitView()}>
            <Icon name="fit" />
          </button>
        </>
      )}
      <button
        type="button"
        className="quiet-button"
        aria-label="Table view"
        aria-pressed={table}
        title="Table view (T)"
        onClick={() => useUi.getState().setClusterView(table ? 'graph' : 'table')}
      >
        <Icon name="table" />
      </button>
    </div>
  );
}
