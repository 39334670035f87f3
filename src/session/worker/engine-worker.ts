/** The worker itself: a session's engine, away from the page. */
import { nextTask } from '../next-task.ts';
import { EngineHost } from './engine-host.ts';
import type { Order } from './protocol.ts';

new EngineHost({
  port: {
    post: (report) => postMessage(report),
    listen: (on) => addEventListener('message', ({ data }: MessageEvent<Order>) => on(data)),
    close,
  },
  turns: { now: () => performance.now(), pause: nextTask },
  later: (on) => void nextTask().then(on),
});
