/** Text with tabs as kubectl describe sets it: no least width, two blanks behind the widest cell. */
import { tabbedText } from '../printers/tab-writer.ts';

export function tabulate(text: string): string {
  return tabbedText(text, { minWidth: 0, padding: 2, rememberWidths: false });
}
