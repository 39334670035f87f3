/** Where the page has its engines: itself, or a worker for a fleet. */
import { pageFrames } from '../frames.ts';
import { type EngineMaker, type Making, madeHere } from '../keeping/make-engine.ts';
import { nextTask } from '../next-task.ts';
import { madeWhereItPays } from './made-where-it-pays.ts';
import type { WorkerPort } from './protocol.ts';

/** From so many nodes on a worker pays (docs/architecture.md, section 4, has the figures). */
const WORKER_FROM_NODES = 1000;

function pays(making: Making): boolean {
  const asked = new URLSearchParams(location.search).get('engine');
  if (asked === 'page' || asked === 'worker') return asked === 'worker';
  return nodesOf(making) >= WORKER_FROM_NODES;
}

/** Those of the scene, and those that joined. */
function nodesOf({ nodes, kept }: Making): number {
  const joined = (kept?.inputs ?? []).flatMap((input) => ('step' in input ? input.step.changes : []));
  return nodes.length + joined.filter(({ table, prev }) => table === 'machine' && prev === undefined).length;
}

function connect(): WorkerPort {
  const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module' });
  return {
    post: (order) => worker.postMessage(order),
    listen(on) {
      worker.onmessage = ({ data }) => on(data);
    },
    onFailure(on) {
      worker.onerror = on;
      worker.onmessageerror = on;
    },
    close: () => worker.terminate(),
  };
}

/** The page's side of a worker is loaded with it. */
const inWorker: EngineMaker = async (making, way) => {
  const { madeInWorker } = await import('./made-in-worker.ts');
  return madeInWorker(connect, pageFrames, nextTask)(making, way);
};

export const pageEngines: EngineMaker = madeWhereItPays(
  pays,
  inWorker,
  madeHere(pageFrames, { now: () => performance.now(), pause: nextTask }),
);
