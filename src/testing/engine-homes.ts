/** Both places of an engine, for tests that hold in either: the page itself, and a worker as the page sees it. */
import type { NodeSpec } from '../engine/index.ts';
import type { EngineClient } from '../session/engine-client.ts';
import { type EngineMaker, madeHere } from '../session/keeping/make-engine.ts';
import { EngineHost } from '../session/worker/engine-host.ts';
import { madeInWorker } from '../session/worker/made-in-worker.ts';
import type { Order, Report } from '../session/worker/protocol.ts';
import type { ManualFrames } from './manual-frames.ts';
import { PortPair } from './port-pair.ts';

export type TestHome = 'page' | 'worker';
export const TEST_HOMES: readonly TestHome[] = ['page', 'worker'];

const NO_PAUSE = async (): Promise<void> => undefined;

export const ENGINE_HOMES: Readonly<Record<TestHome, (frames: ManualFrames) => EngineMaker>> = {
  page: (frames) => madeHere(frames, { now: () => frames.now(), pause: NO_PAUSE }),
  worker: (frames) => hosted(frames, () => new PortPair()),
};

/** The worker's side at the other end of a pair of ports; each engine has its own. */
export function hosted(frames: ManualFrames, pair: () => PortPair<Order, Report>): EngineMaker {
  const connect = () => {
    const { page, worker } = pair();
    new EngineHost({
      port: worker,
      turns: { now: () => frames.now(), pause: NO_PAUSE },
      later: (on) => on(),
    });
    return { ...page, onFailure: () => undefined };
  };
  return madeInWorker(connect, frames, NO_PAUSE);
}

/** A new engine with these nodes. */
export async function engineOf(make: EngineMaker, nodes: readonly NodeSpec[]): Promise<EngineClient> {
  const way = { signal: new AbortController().signal, tell: () => undefined };
  const made = await make({ seed: '1', nodes }, way);
  if (!made) throw new Error('given up');
  return made.client;
}
