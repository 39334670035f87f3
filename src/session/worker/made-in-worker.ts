/** Makes an engine in a worker: what has been kept goes there some at a time, and the page shows what comes back. */
import type { PlaybackState } from '../engine-client.ts';
import type { Frames } from '../frames.ts';
import type { EngineMaker, Making } from '../keeping/make-engine.ts';
import { type Batch, firstLists, INPUTS_AT_ONCE, type WorkerPort } from './protocol.ts';
import { WorkerEngine } from './worker-engine.ts';

/** Rejects when no worker can be had, or the engine could not be made there. */
export const madeInWorker =
  (connect: () => WorkerPort, frames: Frames, pause: () => Promise<void>): EngineMaker =>
  (making, { signal, tell }) =>
    new Promise((done, failed) => {
      const port = connect();
      const giveUp = (): void => {
        port.close();
        done(undefined);
      };
      const fail = (why: string): void => {
        signal.removeEventListener('abort', giveUp);
        port.close();
        failed(new Error(why));
      };
      if (signal.aborted) return giveUp();
      signal.addEventListener('abort', giveUp);
      let first: Batch | undefined;
      port.onFailure(() => fail('the worker failed'));
      port.listen((report) => {
        switch (report.kind) {
          case 'up':
            void order(port, making, pause);
            break;
          case 'progress':
            tell(report.at, report.share);
            break;
          case 'batch':
            first = report;
            break;
          case 'failed':
            fail(report.error);
            break;
          case 'made':
            signal.removeEventListener('abort', giveUp);
            // What is thrown from now on the browser reports, as it does for the page itself.
            port.onFailure(() => undefined);
            if (!isFirst(first)) return fail('nothing to show');
            done({
              client: new WorkerEngine(port, frames, firstLists(making.kept?.commands), first),
              standing: report.standing,
              home: 'worker',
            });
        }
      });
    });

function isFirst(batch: Batch | undefined): batch is Batch & { playback: PlaybackState } {
  return batch?.playback !== undefined;
}

async function order(port: WorkerPort, { kept, ...scene }: Making, pause: () => Promise<void>): Promise<void> {
  const inputs = kept?.inputs ?? [];
  for (let from = 0; from < inputs.length; from += INPUTS_AT_ONCE) {
    port.post({ kind: 'inputs', inputs: inputs.slice(from, from + INPUTS_AT_ONCE) });
    await pause();
  }
  port.post({ kind: 'make', making: { ...scene, kept: kept && { ...kept, inputs: [] } } });
}
