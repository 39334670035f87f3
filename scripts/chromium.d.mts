/** Command-line flags for every start of Chromium. */
export const CHROMIUM_FLAGS: readonly string[];
/** The path of a Chromium executable, installed if need be. Rejects with a message that says what to do. */
export function findChromium(): Promise<string>;
