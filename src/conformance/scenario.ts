/** The format of recorded scenarios: what was done to a cluster, and what could be seen afterwards. */
import type { ImageBehaviour, Labels, Taint } from '../engine/index.ts';

export interface ScenarioNode {
  readonly name: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly taints?: readonly Taint[];
  readonly cpu?: string;
  readonly memory?: string;
  readonly pods?: string;
}

/** Seconds. */
export interface ScenarioImage {
  readonly pull?: number;
  readonly pullError?: boolean | string;
  readonly crashAfter?: number;
  readonly oom?: boolean;
  readonly readyAfter?: number;
  readonly neverReady?: boolean;
  readonly terminate?: number;
}

/** Seconds: time runs until nothing has changed for `quiet` and `atLeast` have passed, or `atMost` have. */
export interface Settle {
  readonly atLeast?: number;
  readonly quiet?: number;
  readonly atMost?: number;
}

export interface ScenarioStep {
  readonly kubectl?: string;
  readonly stdin?: string;
  readonly addNode?: ScenarioNode;
  readonly stopKubelet?: string;
  readonly startKubelet?: string;
  readonly images?: Readonly<Record<string, ScenarioImage>>;
  readonly settle?: Settle;
  readonly noState?: boolean;
  readonly expect?: Expect;
}

export interface Scenario {
  readonly id: string;
  readonly nodes: readonly ScenarioNode[];
  readonly images?: Readonly<Record<string, ScenarioImage>>;
  readonly steps: readonly ScenarioStep[];
}

export interface DaemonSetBounds {
  readonly maxPodsPerNode: number;
  readonly maxNodesWithoutReadyPod: number;
  readonly maxPods: number;
}

export interface Expect {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
  readonly settled?: boolean;
  readonly state?: unknown;
  readonly bounds?: Readonly<Record<string, DaemonSetBounds>>;
}

/** An image's behaviour in the world's terms: milliseconds. */
export function imageBehaviour(image: ScenarioImage): Partial<ImageBehaviour> {
  const millis = (seconds: number | undefined): number | undefined =>
    seconds === undefined ? undefined : Math.round(seconds * 1000);
  const { pullError } = image;
  const given = {
    pull: millis(image.pull),
    pullError: pullError === true ? 'not found' : pullError || undefined,
    crashAfter: millis(image.crashAfter),
    oom: image.oom,
    readyAfter: millis(image.readyAfter),
    neverReady: image.neverReady,
    terminate: millis(image.terminate),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
