/** The shell's entry for the layers above. */
export { completeLine, type LineCompletion } from './complete-line.ts';
export { type Clears, failed, once, type Program, type ShellEnv } from './program.ts';
export { allPrograms } from './programs.ts';
export { type Chunk, ShellRun } from './shell-run.ts';
