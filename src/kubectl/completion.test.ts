import { describe, expect, it } from 'vitest';
import type { Kind } from '../engine/index.ts';
import { type CompletionSource, completeKubectl } from './completion.ts';

const NAMES: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  Node: ['node-1', 'node-2'],
  Pod: ['web-aaaaa', 'web-bbbbb'],
  DaemonSet: ['web'],
  Namespace: ['default', 'kube-system'],
};

const source: CompletionSource = {
  names: (kind, namespace) => (kind === 'Pod' && namespace === 'kube-system' ? ['proxy'] : (NAMES[kind] ?? [])),
  containers: (_kind, _namespace, name) => (name === 'web' ? ['app', 'log'] : []),
  files: ['web.yaml'],
};

/** The line ends where the cursor is. */
function offered(line: string): readonly string[] {
  const words = line.split(' ');
  return completeKubectl(words.slice(0, -1), words.at(-1) ?? '', source);
}

describe('kubectl completion', () => {
  it.each([
    ['desc', ['describe']],
    ['rollout st', ['status']],
    ['rollout ', ['history', 'pause', 'restart', 'resume', 'status', 'undo']],
    ['get nod', ['nodes']],
    ['get nodes ', ['node-1', 'node-2']],
    ['get node node-1 ', ['node-2']],
    ['describe po web-a', ['web-aaaaa']],
    ['-n kube-system get pods ', ['proxy']],
    ['get pods -n ', ['default', 'kube-system']],
    ['get pods --namespace=k', ['--namespace=kube-system']],
    ['get pods -o w', ['wide']],
    ['get pods --show-l', ['--show-labels']],
    ['get pods --sort', ['--sort-by=']],
    ['apply -f ', ['-', 'web.yaml']],
    ['delete ds/', ['ds/web']],
    ['rollout status daemonsets/', ['daemonsets/web']],
    ['set image ds/web ', ['app=', 'log=']],
    ['set im', ['image']],
    ['cordon node-', ['node-1', 'node-2']],
    ['taint ', ['nodes']],
    ['taint nodes node-2 ', ['node-1']],
    ['auth ', ['can-i', 'whoami']],
    ['apply --dry-run=s', ['--dry-run=server']],
    ['nonsense no', []],
  ])('%j', (line, wanted) => {
    expect(offered(line)).toEqual(wanted);
  });
});
