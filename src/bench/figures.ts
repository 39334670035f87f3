/** The engine's figures at the size of a real fleet, by the names under which they are told. */
import { fnv1a32 } from '../lib/fnv1a.ts';
import { emptyFleet, median, percentile, rollout, seconds, start } from './fleet.ts';
import { floorSeconds, writtenVersions } from './floor.ts';
import { startedFleet, statusMicroseconds, taintMicroseconds } from './single-changes.ts';

const JUMPS = 200;

export type Figures = Readonly<Record<string, number>>;
export type Tell = (what: string) => void;

/** `collectGarbage` lets the heap hold nothing but what is in use. Runs for a minute or so. */
export function figures(collectGarbage: () => void, tell: Tell): Figures {
  tell('warming up');
  for (let i = 0; i < 3; i += 1) rollout(startedFleet(500), 500);
  const small = starts(1500, 5, collectGarbage, tell);
  const medium = starts(5000, 3, collectGarbage, tell);
  const large = largeFleet(15_000, 3, collectGarbage, tell);
  tell('one Pod turns Ready among 10,000 nodes');
  const tenThousand = startedFleet(10_000);
  const status = statusMicroseconds(tenThousand, 10_000);
  tell('one node of 10,000 is tainted');
  const taint = taintMicroseconds(tenThousand);
  tell('jumping about a recorded start and rollout of 5,000 nodes');
  return {
    'start.1500.podsPerSecond': 1500 / small,
    'start.5000.podsPerSecond': 5000 / medium,
    'start.15000.podsPerSecond': 15_000 / large.start,
    'start.15000.floorRatio': large.start / large.floor,
    'start.growth': large.start / 15_000 / (small / 1500),
    'rollout.15000.podsPerSecond': 15_000 / large.rollout,
    'status.10000.microseconds': status,
    'taint.10000.microseconds': taint,
    'seek.5000.p95Milliseconds': seekMilliseconds(5000),
    'heap.15000.megabytes': large.heap,
  };
}

function starts(count: number, runs: number, collectGarbage: () => void, tell: Tell): number {
  const took: number[] = [];
  for (let run = 1; run <= runs; run += 1) {
    tell(`start of ${count} nodes, run ${run} of ${runs}`);
    const cluster = emptyFleet(count);
    collectGarbage();
    took.push(start(cluster, count));
  }
  return median(took);
}

interface LargeFleet {
  readonly start: number;
  readonly floor: number;
  readonly rollout: number;
  readonly heap: number;
}

function largeFleet(count: number, runs: number, collectGarbage: () => void, tell: Tell): LargeFleet {
  const took: LargeFleet[] = [];
  for (let run = 1; run <= runs; run += 1) {
    tell(`start and rollout of ${count} nodes, run ${run} of ${runs}`);
    took.push(startAndRollout(count, collectGarbage));
  }
  const of = (figure: keyof LargeFleet): number => median(took.map((one) => one[figure]));
  return { start: of('start'), floor: of('floor'), rollout: of('rollout'), heap: of('heap') };
}

function startAndRollout(count: number, collectGarbage: () => void): LargeFleet {
  const cluster = emptyFleet(count);
  const begun = cluster.journal.head;
  collectGarbage();
  const started = start(cluster, count);
  const versions = writtenVersions(cluster, begun);
  collectGarbage();
  const floor = floorSeconds(versions, new Map(cluster.state.all('Pod')));
  collectGarbage();
  const rolledOut = rollout(cluster, count);
  collectGarbage();
  const heap = process.memoryUsage().heapUsed / 1024 ** 2;
  // Read after the measurement, so that the cluster with its journal is in use until then.
  if (cluster.journal.oldest !== 0) throw new Error('the journal is not whole');
  return { start: started, floor, rollout: rolledOut, heap };
}

function seekMilliseconds(count: number): number {
  const cluster = startedFleet(count);
  rollout(cluster, count);
  const { oldest, head } = cluster.journal;
  const took: number[] = [];
  for (let jump = 0; jump < JUMPS; jump += 1) {
    const to = oldest + (fnv1a32(`jump ${jump}`) % (head - oldest + 1));
    took.push(seconds(() => cluster.seek(to)) * 1000);
  }
  return percentile(took, 0.95);
}
