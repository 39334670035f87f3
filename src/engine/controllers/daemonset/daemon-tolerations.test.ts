import { describe, expect, it } from 'vitest';
import { daemonPodTolerations } from './daemon-tolerations.ts';

describe('automatic tolerations', () => {
  it('§3.3 come after the user’s, in their order', () => {
    const own = { key: 'team', operator: 'Exists' };
    const list = daemonPodTolerations({ containers: [], tolerations: [own], hostNetwork: true });
    expect(list.map(({ key, effect }) => `${key}:${effect ?? ''}`)).toEqual([
      'team:',
      'node.kubernetes.io/not-ready:NoExecute',
      'node.kubernetes.io/unreachable:NoExecute',
      'node.kubernetes.io/disk-pressure:NoSchedule',
      'node.kubernetes.io/memory-pressure:NoSchedule',
      'node.kubernetes.io/pid-pressure:NoSchedule',
      'node.kubernetes.io/unschedulable:NoSchedule',
      'node.kubernetes.io/network-unavailable:NoSchedule',
    ]);
    expect(daemonPodTolerations({ containers: [] })).toHaveLength(6);
  });

  it('§21.4 one that the user wrote too is replaced where it stands and loses its seconds', () => {
    const own = {
      key: 'node.kubernetes.io/unreachable',
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 30,
    };
    const list = daemonPodTolerations({ containers: [], tolerations: [own] });
    expect(list[0]).toEqual({ key: own.key, operator: 'Exists', effect: 'NoExecute' });
    expect(list).toHaveLength(6);
  });

  it('§3.3 a list that holds the automatic one in full is left as it is', () => {
    const full = { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' };
    const brief = { ...full, tolerationSeconds: 30 };
    const list = daemonPodTolerations({ containers: [], tolerations: [brief, full] });
    expect(list.slice(0, 2)).toEqual([brief, full]);
  });
});
