/**
 * What is not Kubernetes: machines with their power, network and room, and the image registry. The one door for
 * physical faults. Each call is a Step of its own; what machines and images nobody knows is ignored.
 */
import type { ApiServer } from '../apiserver/server.ts';
import { recordsOf } from '../client/runtime-records.ts';
import { type NodeSpec, newNode } from '../kubelet/node-object.ts';
import { nodeKey } from '../kubelet/node-status.ts';
import type { ImageBehaviour, Machine, Pressure } from '../store/records.ts';
import type { EventQueue } from '../time/event-queue.ts';
import { ANY_IMAGE, behaviourOf, REGISTRY_DOWN } from './images.ts';
import { changed, withPressure } from './machines.ts';

export interface World {
  /** A machine joins: its kubelet registers a Node. 409 AlreadyExists when a Node of this name is there. */
  addNode(spec: NodeSpec, options?: { readonly kubelet?: 'running' | 'stopped' }): void;
  /** The kubelet falls silent: its Pods run on, nobody looks after them or reports. */
  stopKubelet(node: string): void;
  startKubelet(node: string): void;
  /** The machine stops, and everything on it with it. */
  powerOff(node: string): void;
  /** It boots: its kubelet is there again, and starts all containers anew. */
  powerOn(node: string): void;
  /** Nobody hears of the machine, nor it of them: kubelet and containers run on. No image can be pulled there. */
  cutNetwork(node: string): void;
  restoreNetwork(node: string): void;
  /** Something on the machine uses up its memory, disk or process numbers; its kubelet evicts one Pod when it begins. */
  setPressure(node: string, kind: Pressure, on: boolean): void;
  /** Out of service, every pull fails until it is back. */
  setRegistry(state: 'up' | 'down'): void;
  /** What a container of the image does from its next start on. Fields that are left out keep their default. */
  setImage(image: string, behaviour: Partial<ImageBehaviour>): void;
  /** What every image does unless it has a row of its own. */
  setDefaultImage(behaviour: Partial<ImageBehaviour>): void;
}

export function worldOf(
  server: ApiServer,
  queue: EventQueue,
  act: (reason: string, key: string, what: () => void) => void,
): World {
  const records = recordsOf(server.store);

  return {
    addNode(spec, { kubelet = 'running' } = {}) {
      act(`${spec.name} joins the cluster`, spec.name, () => {
        const index = records.get('machine', spec.name)?.index ?? records.all('machine').size;
        server.create('Node', newNode(spec, index, server.now), true);
        const silent = kubelet === 'stopped' ? { silentSince: server.now } : {};
        records.put('machine', spec.name, { name: spec.name, kubelet, since: server.now, index, ...silent });
      });
    },
    stopKubelet: (node) => change(node, `The kubelet of ${node} stops`, { kubelet: 'stopped' }),
    startKubelet: (node) => change(node, `The kubelet of ${node} is back`, { kubelet: 'running' }),
    powerOff: (node) => change(node, `${node} loses its power`, { power: 'off' }),
    powerOn(node) {
      const { power, boots = 0 } = records.get('machine', node) ?? {};
      if (power === 'off') change(node, `${node} boots`, { power: undefined, kubelet: 'running', boots: boots + 1 });
    },
    cutNetwork: (node) => change(node, `The network of ${node} is cut`, { network: 'cut' }),
    restoreNetwork: (node) => change(node, `The network of ${node} is back`, { network: undefined }),
    setPressure(node, kind, on) {
      const machine = records.get('machine', node);
      if (!machine || (machine.pressure?.includes(kind) ?? false) === on) return;
      const shortOf = kind === 'pid' ? 'process numbers' : kind;
      const reason = on ? `${node} runs short of ${shortOf}` : `${node} has enough ${shortOf} again`;
      change(node, reason, withPressure(machine, kind, on));
    },
    setRegistry(state) {
      const down = state === 'down';
      if ((records.get('mark', REGISTRY_DOWN) !== undefined) === down) return;
      act(down ? 'The image registry is out of service' : 'The image registry is back', ANY_IMAGE, () => {
        records.put('mark', REGISTRY_DOWN, down ? {} : undefined);
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

  /** Something happens to a machine; who is concerned is woken. */
  function change(node: string, reason: string, what: Parameters<typeof changed>[1]): void {
    const machine = records.get('machine', node);
    if (!machine || !differs(machine, what)) return;
    act(reason, node, () => {
      const next = changed(machine, what, server.now);
      records.put('machine', node, next);
      if (next.silentSince === undefined) queue.add('kubelet', nodeKey(node), server.now);
      else queue.add('node-controller', 'arm', server.now);
    });
  }
}

function differs(machine: Machine, what: Partial<Machine>): boolean {
  return (Object.keys(what) as (keyof Machine)[]).some((field) => machine[field] !== what[field]);
}
