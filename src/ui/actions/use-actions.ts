import { useCallback } from 'react';
import { daemonSetKey, FLEET, nodeKey } from '../../view/cards.ts';
import { useEngine } from '../engine-context.tsx';
import type { Selection } from '../store.ts';
import { type Action, daemonSetActions, nodeActions, podActions } from './actions-of.ts';

/** Sends a gesture's command; the clock starts, so that what it causes can be seen. */
export function useAct(): (line: string) => void {
  const client = useEngine();
  return useCallback(
    (line) => {
      void client.send({ line, by: 'hand' });
      client.playback.play();
    },
    [client],
  );
}

/** What can be done with an object as it is now; nothing once it is gone. */
export function useActionsOf(): (target: Selection) => readonly Action[] {
  const { view } = useEngine();
  return useCallback(
    (target) => {
      if (target.kind === 'pod') return podActions(target);
      if (target.kind === 'node') {
        const card = view.get(nodeKey(target.name));
        return card ? nodeActions(card) : [];
      }
      const card = view.get(daemonSetKey(`${target.namespace}/${target.name}`));
      return card ? daemonSetActions(card) : [];
    },
    [view],
  );
}

/** `kwokctl scale node`: one machine more. */
export function useAddNode(): () => void {
  const client = useEngine();
  const act = useAct();
  return useCallback(() => {
    const { nodes, gone } = client.view.get(FLEET);
    act(`kwokctl scale node --replicas ${nodes.length - gone + 1}`);
  }, [client, act]);
}
