import { describe, expect, it } from 'vitest';
import { reverseOf } from './reverse-of.ts';

describe('the command that takes another back', () => {
  it.each([
    ['kubectl cordon node-2', 'kubectl uncordon node-2'],
    ['kubectl uncordon node-2', 'kubectl cordon node-2'],
    ['kubectl drain node-2 --ignore-daemonsets', 'kubectl uncordon node-2'],
    ['kubectl taint node node-2 dedicated=db:NoExecute', 'kubectl taint node node-2 dedicated=db:NoExecute-'],
    ['kubectl taint nodes node-2 dedicated=db:NoExecute-', 'kubectl taint nodes node-2 dedicated=db:NoExecute'],
    ['kubectl label node node-2 disk=ssd zone=a', 'kubectl label node node-2 disk- zone-'],
    ['kubectl set image ds/web web=nginx:2', 'kubectl rollout undo ds/web'],
    ['kubectl rollout restart ds/web', 'kubectl rollout undo ds/web'],
  ])('%s: %s', (line, reverse) => {
    expect(reverseOf(line)).toBe(reverse);
  });

  it.each([
    'kubectl label node node-2 disk-',
    'kubectl label node node-2 disk=hdd --overwrite',
    'kubectl taint node node-2 dedicated-',
    'kubectl delete node node-2',
    'kubectl apply -f web.yaml',
    'kubectl rollout undo ds/web',
    'kubectl get nodes | xargs kubectl cordon',
    'kwokctl scale node --replicas 4',
  ])('%s: nobody can say', (line) => {
    expect(reverseOf(line)).toBeUndefined();
  });
});
