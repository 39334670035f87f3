/** The engine behind the page, and the hooks that read it. Engine state never enters React state. */
import { createContext, type ReactNode, useCallback, useContext, useSyncExternalStore } from 'react';
import type {
  BranchInfo,
  CommandRecord,
  EditRequest,
  EngineClient,
  PlaybackState,
  TimelineMark,
  TranscriptEntry,
} from '../session/engine-client.ts';
import {
  CLUSTER,
  type ClusterCard,
  CONTROL_PLANE,
  type ControlPlaneCard,
  type DaemonSetCard,
  daemonSetKey,
  EVENTS,
  type EventsCard,
  FLEET,
  type FleetCard,
  type NodeCard,
  nodeKey,
  podPlaceKey,
} from '../view/cards.ts';

const EngineContext = createContext<EngineClient | undefined>(undefined);

export function EngineProvider({ client, children }: { readonly client: EngineClient; readonly children: ReactNode }) {
  return <EngineContext value={client}>{children}</EngineContext>;
}

export function useEngine(): EngineClient {
  const client = useContext(EngineContext);
  if (!client) throw new Error('no engine around this component');
  return client;
}

/** Re-renders its caller only when that one entry of the view changes. */
function useEntry<T>(key: string, read: (client: EngineClient) => T): T {
  const client = useEngine();
  const subscribe = useCallback((on: () => void) => client.view.subscribe(key, on), [client, key]);
  return useSyncExternalStore(subscribe, () => read(client));
}

export function useCluster(): ClusterCard {
  return useEntry(CLUSTER, ({ view }) => view.get(CLUSTER));
}
/** Changes with every Pod that comes, goes or turns Ready: for what shows all nodes at once. */
export function useFleet(): FleetCard {
  return useEntry(FLEET, ({ view }) => view.get(FLEET));
}
export function useEvents(): EventsCard {
  return useEntry(EVENTS, ({ view }) => view.get(EVENTS));
}
export function useControlPlane(): ControlPlaneCard {
  return useEntry(CONTROL_PLANE, ({ view }) => view.get(CONTROL_PLANE));
}
/** Undefined once the node and all its Pods are gone. */
export function useNodeCard(name: string): NodeCard | undefined {
  return useEntry(nodeKey(name), ({ view }) => view.get(nodeKey(name)));
}
export function useDaemonSetCard(key: string): DaemonSetCard | undefined {
  return useEntry(daemonSetKey(key), ({ view }) => view.get(daemonSetKey(key)));
}

/** Where a Pod is or is meant for; undefined when there is none, or no such Pod. */
export function usePodPlace(key: string): string | undefined {
  return useEntry(podPlaceKey(key), ({ view }) => view.get(podPlaceKey(key)));
}

/** Changes every frame while the clock runs: only for what shows the time. */
export function usePlayback(): PlaybackState {
  const { playback } = useEngine();
  const subscribe = useCallback((on: () => void) => playback.subscribe(on), [playback]);
  return useSyncExternalStore(subscribe, () => playback.state());
}

/** One value of the playback: re-renders only when that changes. */
export function usePlaybackValue<T>(pick: (state: PlaybackState) => T): T {
  const { playback } = useEngine();
  const subscribe = useCallback((on: () => void) => playback.subscribe(on), [playback]);
  return useSyncExternalStore(subscribe, () => pick(playback.state()));
}

export function useMarks(): readonly TimelineMark[] {
  const { playback } = useEngine();
  const subscribe = useCallback((on: () => void) => playback.subscribe(on), [playback]);
  return useSyncExternalStore(subscribe, () => playback.marks());
}

/** The old futures that are kept, newest last. */
export function useBranches(): readonly BranchInfo[] {
  const { playback } = useEngine();
  const subscribe = useCallback((on: () => void) => playback.subscribe(on), [playback]);
  return useSyncExternalStore(subscribe, () => playback.branches());
}

export function useHistory(): readonly CommandRecord[] {
  const client = useEngine();
  const subscribe = useCallback((on: () => void) => client.subscribeHistory(on), [client]);
  return useSyncExternalStore(subscribe, () => client.history());
}

/** What the terminal shows. */
export function useTranscript(): readonly TranscriptEntry[] {
  const client = useEngine();
  const subscribe = useCallback((on: () => void) => client.subscribeHistory(on), [client]);
  return useSyncExternalStore(subscribe, () => client.transcript());
}

/** The typed command that waits, if there is one. */
export function useForeground(): CommandRecord | undefined {
  return useHistory().findLast(({ running, command }) => running && command.by === 'terminal');
}

export function useTypedAhead(): readonly string[] {
  const client = useEngine();
  const subscribe = useCallback((on: () => void) => client.subscribeHistory(on), [client]);
  return useSyncExternalStore(subscribe, () => client.typedAhead());
}

/** The text that a command has open in the editor. */
export function useEditRequest(): EditRequest | undefined {
  const client = useEngine();
  const subscribe = useCallback((on: () => void) => client.subscribeHistory(on), [client]);
  return useSyncExternalStore(subscribe, () => client.editRequest());
}
