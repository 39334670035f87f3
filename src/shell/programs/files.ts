/** cat, ls, echo, history: what is there and what was said. */
import { fileText, overFiles } from '../editor-files.ts';
import { readOptions } from '../options.ts';
import { done, once, type Program } from '../program.ts';
import { textProcess } from '../text-filter.ts';

export const cat: Program = (args) => {
  const { on, operands } = readOptions('cat', args, { switches: 'nA' });
  let at = 0;
  const process = textProcess({
    line(text) {
      at += 1;
      return [on.has('n') ? `${String(at).padStart(6)}\t${text}` : text];
    },
  });
  return overFiles('cat', operands, process);
};

/** The files are the editor's tabs. */
export const ls: Program = (args) => {
  const { on, operands } = readOptions('ls', args, { switches: 'lah1tr' });
  return once((env) => {
    const asked = operands.filter((name) => name !== '.' && name !== './');
    const missing = asked.filter((name) => fileText(env, name) === undefined);
    const names = asked.length === 0 ? [...env.files.keys()].sort() : asked.filter((name) => !missing.includes(name));
    const lines = names.map((name) =>
      on.has('l')
        ? `-rw-r--r-- 1 you you ${String(fileText(env, name)?.length ?? 0).padStart(5)} ${name}\n`
        : `${name}\n`,
    );
    const err = missing.map((name) => `ls: cannot access '${name}': No such file or directory\n`).join('');
    return { out: lines.join(''), err, exitCode: missing.length > 0 ? 2 : 0 };
  });
};

export const echo: Program = (args) => {
  const bare = args[0] === '-n' ? args.slice(1) : args[0] === '-e' ? args.slice(1) : args;
  const text = bare.join(' ');
  return done(
    `${args[0] === '-e' ? text.replace(/\\n/g, '\n').replace(/\\t/g, '\t') : text}${args[0] === '-n' ? '' : '\n'}`,
  );
};

export const history: Program = () =>
  once((env) => ({ out: env.history.map((line, i) => `${String(i + 1).padStart(5)}  ${line}\n`).join('') }));
