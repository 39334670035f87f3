import { describe, expect, it } from 'vitest';
import type { ContainerRun, PodRun } from '../store/records.ts';
import { captionOf } from './captions.ts';
import { normal, warning } from './said.ts';

const CONTAINER: ContainerRun = {
  name: 'web',
  image: 'nginx:1',
  stage: 'running',
  since: 0,
  restarts: 0,
  failures: 0,
  backingOff: false,
};
const runOf = (change: Partial<ContainerRun>): PodRun => ({
  pod: 'default/web-x',
  uid: 'u',
  node: 'node-1',
  containers: [{ ...CONTAINER, ...change }],
  since: 0,
});
const caption = (change: Partial<ContainerRun>, said = [normal('Nothing', '')]) =>
  captionOf('web-x', 'node-1', runOf(change), said, 18_000);

describe('captions of kubelets', () => {
  it('§14 a back-off says until when, and why', () => {
    const backingOff = { stage: 'ended', since: 18_000, until: 28_000, failures: 2, backingOff: true } as const;
    expect(caption(backingOff, [warning('BackOff', '')])).toBe(
      'node-1 waits until 0:28 before it starts web-x again: 2 failures in a row',
    );
    const pull = { ...backingOff, stage: 'pull-failed', pullError: 'not found', failures: 1 } as const;
    expect(caption(pull, [normal('BackOff', ''), warning('Failed', '')])).toBe(
      'node-1 waits until 0:28 before it pulls nginx:1 for web-x again: it failed',
    );
  });

  it('names the image, the reason and the restart', () => {
    expect(caption({ since: 18_000 }, [normal('Pulling', '')])).toBe('node-1 pulls nginx:1 for web-x');
    expect(caption({ since: 18_000, pullError: 'not found' }, [warning('Failed', '')])).toBe(
      'node-1 cannot pull nginx:1 for web-x: not found',
    );
    expect(caption({ since: 18_000, restarts: 2 }, [normal('Started', '')])).toBe(
      'node-1 started web-x again: restart 2',
    );
    const lastEnd = { exitCode: 137, reason: 'OOMKilled', startedAt: 1, at: 18_000 };
    expect(caption({ since: 18_000, lastEnd })).toBe('web-x on node-1 has ended: OOMKilled, exit code 137');
    expect(caption({})).toBe('node-1 prepares web-x');
    expect(caption({ startedAt: 5 })).toBe('node-1 reports on web-x');
  });
});
