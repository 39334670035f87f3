/** A virtual moment in ms as the page's clock shows it, without its tenths: `0:41`, `12:05`; 0:00 for all before the story. */
export function momentText(at: number): string {
  const seconds = Math.floor(Math.max(0, at) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
