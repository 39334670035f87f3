/** What is worth knowing of how the session is kept. */
import { useState } from 'react';
import type { Notice } from '../../session/keeping/open-session.ts';
import { momentText } from '../format-time.ts';
import { downloadSession } from './download-session.ts';
import { useHasBegun, useKeeping, usePresentSession } from './session-context.tsx';

const UNKEPT = {
  full: 'Saved for this tab only: the browser’s storage is full.',
  denied: 'Saved for this tab only: the browser keeps nothing for this page.',
};

function noticeText(notice: Notice): string {
  switch (notice.kind) {
    case 'other-tab':
      return 'Another tab has the session of this address. This one is new, and kept by itself; nothing is lost.';
    case 'version':
      return `This session was recorded by another version; kept up to ${momentText(notice.keptTo)}.`;
    case 'damaged':
      return `A part of this session could not be read; kept up to ${momentText(notice.keptTo)}.`;
    case 'unread':
      return 'The session of before could not be read just now. This one is new, and kept by itself.';
    case 'dropped':
      return notice.sessions === 1
        ? 'A session of before could not be read, and was dropped.'
        : `${notice.sessions} sessions of before could not be read, and were dropped.`;
  }
}

export function SessionNotices() {
  const { open, instead, refused, goBack } = usePresentSession();
  const keeping = useKeeping();
  const begun = useHasBegun();
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  const markRead = (what: string): void => setRead(new Set([...read, what]));
  return (
    <div className="session-notices">
      {open.notices.map((notice) => (
        <Line
          key={notice.kind}
          text={noticeText(notice)}
          gone={read.has(notice.kind)}
          onRead={() => markRead(notice.kind)}
        />
      ))}
      {refused !== undefined && (
        <Line text={refused.text} gone={read.has(refused.key)} onRead={() => markRead(refused.key)} />
      )}
      {instead !== undefined && !begun && (
        <Line
          text="A new session. The one before is kept until something is done here."
          gone={read.has('new')}
          onRead={() => markRead('new')}
          action={['Back to it', goBack]}
        />
      )}
      {keeping !== 'kept' && (
        <Line
          text={UNKEPT[keeping]}
          gone={read.has(keeping)}
          onRead={() => markRead(keeping)}
          action={['Download', () => downloadSession(open.keeper.session())]}
        />
      )}
    </div>
  );
}

interface LineProps {
  readonly text: string;
  readonly gone: boolean;
  readonly onRead: () => void;
  readonly action?: readonly [label: string, act: () => void];
}

function Line({ text, gone, onRead, action }: LineProps) {
  if (gone) return null;
  return (
    <p className="notice" role="status">
      <span>{text}</span>
      {action && (
        <button type="button" className="quiet-button" onClick={action[1]}>
          {action[0]}
        </button>
      )}
      <button type="button" className="quiet-button" onClick={onRead}>
        OK
      </button>
    </p>
  );
}
