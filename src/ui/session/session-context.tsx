/** The open session, for what tells of it. */
import { createContext, type ReactNode, useCallback, useContext, useSyncExternalStore } from 'react';
import type { Keeping } from '../../session/keeping/keeper.ts';
import type { OpenSession } from '../../session/keeping/open-session.ts';
import type { SessionOfScene } from './use-session.ts';

export interface PresentSession extends SessionOfScene {
  readonly open: OpenSession;
}

const SessionContext = createContext<PresentSession | undefined>(undefined);

export function SessionProvider({
  session,
  children,
}: {
  readonly session: PresentSession;
  readonly children: ReactNode;
}) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function usePresentSession(): PresentSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error('no session around this component');
  return session;
}

/** Whether the session outlives this tab. */
export function useKeeping(): Keeping {
  const { keeper } = usePresentSession().open;
  const subscribe = useCallback((on: () => void) => keeper.subscribe(on), [keeper]);
  return useSyncExternalStore(subscribe, () => keeper.keeping());
}

/** Whether anything has been done in the session. */
export function useHasBegun(): boolean {
  const { keeper } = usePresentSession().open;
  const subscribe = useCallback((on: () => void) => keeper.subscribe(on), [keeper]);
  return useSyncExternalStore(subscribe, () => keeper.hasBegun());
}
