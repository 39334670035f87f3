/** Says what happened, politely and at most once a second; silent while somebody scrubs, then the time and totals. */
import { useEffect, useRef, useState } from 'react';
import type { EngineClient } from '../../session/engine-client.ts';
import { CLUSTER, daemonSetKey } from '../../view/cards.ts';
import { useEngine } from '../engine-context.tsx';
import { clockText } from '../format-time.ts';
import { useUi } from '../store.ts';

const PAUSE = 1000;
/** Until the cluster is where a scrub has ended, also in a worker. */
const ARRIVAL = 200;
/** More DaemonSets than this are summed up. */
const MOST_NAMED = 3;

export function LiveRegion() {
  const client = useEngine();
  const [text, setText] = useState('');
  const last = useRef('');
  useEffect(() => {
    const { playback } = client;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = (): void => {
      timer = undefined;
      const caption = playback.state().caption?.text ?? '';
      if (caption === last.current) return;
      last.current = caption;
      setText(caption);
    };
    const sayWhere = (): void => {
      timer = undefined;
      last.current = playback.state().caption?.text ?? '';
      setText(`${clockText(playback.state().now)}. ${totals(client)}`);
    };
    const stopMoves = playback.subscribe(() => {
      if (!useUi.getState().scrubbing) timer ??= setTimeout(say, PAUSE);
    });
    const stopScrubs = useUi.subscribe(({ scrubbing }, before) => {
      if (scrubbing === before.scrubbing) return;
      clearTimeout(timer);
      timer = undefined;
      if (scrubbing) return;
      timer = setTimeout(sayWhere, ARRIVAL);
    });
    return () => {
      stopMoves();
      stopScrubs();
      clearTimeout(timer);
    };
  }, [client]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {text}
    </p>
  );
}

/** `log-collector: 2 of 3 Pods Ready.` */
function totals({ view }: EngineClient): string {
  const cards = view.get(CLUSTER).daemonSets.flatMap((id) => view.get(daemonSetKey(id)) ?? []);
  const counted = (name: string, shown: typeof cards): string => {
    const sum = (of: 'ready' | 'desired'): number => shown.reduce((total, { counts }) => total + counts[of], 0);
    return `${name}: ${sum('ready')} of ${sum('desired')} Pods Ready.`;
  };
  if (cards.length === 0) return 'No DaemonSet.';
  if (cards.length > MOST_NAMED) return counted(`${cards.length} DaemonSets`, cards);
  return cards.map((card) => counted(card.name, [card])).join(' ');
}
