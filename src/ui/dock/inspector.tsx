/** The selected object: what can be done with it, and its YAML as kubectl prints it. */
import { type FormEvent, useEffect, useState } from 'react';
import { daemonSetKey } from '../../view/cards.ts';
import { setImageLine } from '../actions/actions-of.ts';
import { useAct, useActionsOf } from '../actions/use-actions.ts';
import { useDaemonSetCard, useEngine, usePlaybackValue } from '../engine-context.tsx';
import { type Selection, useUi } from '../store.ts';

export function Inspector() {
  const selection = useUi((state) => state.selection);
  return (
    <section className="inspector" aria-label="Inspector">
      {selection ? <Inspected target={selection} /> : <p className="nothing">Select a DaemonSet, a node or a Pod.</p>}
    </section>
  );
}

const KINDS: Readonly<Record<Selection['kind'], string>> = { node: 'node', pod: 'pod', ds: 'daemonset' };

function Inspected({ target }: { readonly target: Selection }) {
  const client = useEngine();
  const actionsOf = useActionsOf();
  const act = useAct();
  const position = usePlaybackValue((state) => state.position);
  const [yaml, setYaml] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew at every position
  useEffect(() => {
    let alive = true;
    void client.inspect(KINDS[target.kind], target.namespace, target.name).then((text) => alive && setYaml(text));
    return () => {
      alive = false;
    };
  }, [client, target, position]);
  return (
    <>
      <div className="inspector-side">
        <h2>
          {KINDS[target.kind]}/{target.name}
        </h2>
        {yaml !== undefined &&
          actionsOf(target).map(({ label, line, dangerous }) => (
            <button
              key={line}
              type="button"
              className={`action${dangerous ? ' dangerous' : ''}`}
              onClick={() => act(line)}
            >
              {label}
              <code>{line}</code>
            </button>
          ))}
        {target.kind === 'ds' && <ImageForm id={`${target.namespace}/${target.name}`} />}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre className="inspector-yaml" tabIndex={0}>
        {yaml ?? `${target.name} does not exist at this moment.`}
      </pre>
    </>
  );
}

/** Any image at all, for those who know what they want. */
function ImageForm({ id }: { readonly id: string }) {
  const card = useDaemonSetCard(id);
  const act = useAct();
  const [image, setImage] = useState('');
  const [first] = card?.images ?? [];
  if (!card || !first) return null;
  const line = setImageLine(card, first.container, image || first.image);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (image.trim() !== '') act(line);
    setImage('');
  };
  return (
    <form className="image-form" onSubmit={submit} key={daemonSetKey(id)}>
      <label>
        Another image
        <input
          className="mono"
          value={image}
          placeholder={first.image}
          spellCheck={false}
          onChange={(event) => setImage(event.target.value)}
        />
      </label>
      <button type="submit" className="action" disabled={image.trim() === ''}>
        Change image
        <code>{line}</code>
      </button>
    </form>
  );
}
