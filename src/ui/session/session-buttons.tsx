/** A new session, this one as a file, and one from a file. */
import { useRef } from 'react';
import { Icon } from '../icons/icon.tsx';
import { downloadSession } from './download-session.ts';
import { usePresentSession } from './session-context.tsx';

export function SessionButtons() {
  const { open, startAfresh, openFile } = usePresentSession();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="quiet-button new-session"
        title="New session: the cluster as it was at first; your text stays"
        onClick={startAfresh}
      >
        <Icon name="afresh" /> <span>New session</span>
      </button>
      <button
        type="button"
        className="quiet-button session-file"
        title="Download this session"
        aria-label="Download this session"
        onClick={() => downloadSession(open.keeper.session())}
      >
        <Icon name="tray" />
      </button>
      <button
        type="button"
        className="quiet-button session-file"
        title="Open a session from a file"
        aria-label="Open a session from a file"
        onClick={() => input.current?.click()}
      >
        <Icon name="untray" />
      </button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) void openFile(file);
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
