/**
 * What is not Kubernetes: machines and their power, the image registry. The one door for physical faults.
 * Each call is a Step of its own.
 */
import type { ApiServer } from '../apiserver/server.ts';
import { ApiError } from '../apiserver/status.ts';
import { recordsOf } from '../client/runtime-records.ts';
import { healthyConditions, type NodeSpec, newNode } from '../kubelet/node-object.ts';
import type { Node } from '../model/core.ts';
import { objectKey } from '../model/kinds.ts';
import type { ImageBehaviour } from '../store/records.ts';
import type { EventQueue } from '../time/event-queue.ts';
import { ANY_IMAGE, behaviourOf } from './images.ts';

export interface World {
  /** A machine joins: its kubelet registers a Node. 409 AlreadyExists when a Node of this name is there. */
  addNode(spec: NodeSpec, options?: { readonly kubelet?: 'running' | 'stopped' }): void;
  /** The kubelet falls silent: its Pods run on, nobody reports. Unknown machines are ignored. */
  stopKubelet(node: string): void;
  startKubelet(node: string): void;
  /** Fields that are left out keep their default. */
  setImage(image: string, behaviour: Partial<ImageBehaviour>): void;
  /** What every image does unless it has a row of its own. */
  setDefaultImage(behaviour: Partial<ImageBehaviour>): void;
}

export function worldOf(
  server: ApiServer,
  queue: EventQueue,
  act: (reason: string, key: string, what: () => void) => void,
): World {
  const { store } = server;
  const records = recordsOf(store);

  return {
    addNode(spec, { kubelet = 'running' } = {}) {
      act(`${spec.name} joins the cluster`, spec.name, () => {
        const index = records.get('machine', spec.name)?.index ?? records.all('machine').size;
        server.create('Node', newNode(spec, index, server.now), true);
        const silent = kubelet === 'stopped' ? { silentSince: server.now } : {};
        records.put('machine', spec.name, { name: spec.name, kubelet, since: server.now, index, ...silent });
      });
    },
    stopKubelet(node) {
      const machine = records.get('machine', node);
      if (machine?.kubelet !== 'running') return;
      act(`The kubelet of ${node} stops`, node, () => {
        records.put('machine', node, { ...machine, kubelet: 'stopped', silentSince: server.now });
        queue.add('node-controller', 'arm', server.now);
      });
    },
    startKubelet(node) {
      const machine = records.get('machine', node);
      if (!machine || machine.kubelet === 'running') return;
      act(`The kubelet of ${node} is back`, node, () => {
        records.put('machine', node, { name: node, index: machine.index, kubelet: 'running', since: server.now });
        reportReady(node);
        // It looks at all its Pods again: what was decided meanwhile, and what became of their containers.
        for (const pod of store.read.byIndex('Pod', 'node', node).values()) {
          queue.add('kubelet', objectKey(pod.metadata), server.now);
        }
      });
    },
    setImage(image, behaviour) {
      act(`${image} changes`, image, () => {
        records.put('image', image, { ...behaviourOf(records, ANY_IMAGE), ...behaviour, pullJitter: undefined });
      });
    },
    setDefaultImage(behaviour) {
      act('Images change', ANY_IMAGE, () => {
        records.put('image', ANY_IMAGE, { ...behaviourOf(records, ANY_IMAGE), ...behaviour });
      });
    },
  };

  function reportReady(name: string): void {
    let node: Node;
    try {
      node = server.get('Node', { name });
    } catch (error) {
      if (error instanceof ApiError) return; // deleted meanwhile
      throw error;
    }
    const status = { ...node.status, conditions: healthyConditions(server.now) };
    server.update('Node', { ...node, status }, true, { subresource: 'status' });
  }
}
