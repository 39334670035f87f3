/** Every program of the shell, by name. */
import { awk } from './awk/awk.ts';
import { jq } from './jq/jq.ts';
import { done, type Program } from './program.ts';
import { clear, sleep, watch, xargs } from './programs/control.ts';
import { sort, uniq, wc } from './programs/count-and-order.ts';
import { column, cut, tr } from './programs/cut.ts';
import { cat, echo, history, ls } from './programs/files.ts';
import { grepAs } from './programs/grep.ts';
import { head, tail } from './programs/head-tail.ts';
import { help, refused } from './programs/help.ts';
import { kubectl } from './programs/kubectl.ts';

/** What help tells of: completion offers these. */
export const programs: ReadonlyMap<string, Program> = new Map<string, Program>([
  ['awk', awk],
  ['cat', cat],
  ['clear', clear],
  ['column', column],
  ['cut', cut],
  ['echo', echo],
  ['egrep', grepAs(true)],
  ['false', () => done('', 1)],
  ['grep', grepAs(false)],
  ['head', head],
  ['help', help],
  ['history', history],
  ['jq', jq],
  ['k', kubectl],
  ['kubectl', kubectl],
  ['ls', ls],
  ['sleep', sleep],
  ['sort', sort],
  ['tail', tail],
  ['tr', tr],
  ['true', () => done('')],
  ['uniq', uniq],
  ['watch', watch],
  ['wc', wc],
  ['xargs', xargs],
]);

/** Those, and the ones that say why they are not here. */
export const allPrograms: ReadonlyMap<string, Program> = new Map([...refused, ...programs]);
