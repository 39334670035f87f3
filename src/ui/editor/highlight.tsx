/** YAML in colours for the plain editor, line by line. */
import type { ReactNode } from 'react';

const LINE = /^(\s*(?:- +)*)([^\s#:'"][^:#]*?)?(:)?(\s.*|)$/;

export function highlightLine(line: string): ReactNode {
  if (/^\s*#/.test(line)) return <span className="y-mark">{line}</span>;
  const match = LINE.exec(line);
  if (!match) return line;
  const [, lead = '', key = '', colon = '', rest = ''] = match;
  if (colon === '') return colourValue(line);
  return (
    <>
      <span className="y-mark">{lead}</span>
      <span className="y-key">{key}</span>
      <span className="y-mark">{colon}</span>
      {colourValue(rest)}
    </>
  );
}

function colourValue(text: string): ReactNode {
  const number = /^\s*-?\d+(\.\d+)?\s*$/.test(text);
  return <span className={number ? 'y-number' : 'y-value'}>{text}</span>;
}
