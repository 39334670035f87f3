/** The first question, before anything runs: a guess, and then what really is. */
import { useState } from 'react';
import { daemonSetKey } from '../../view/cards.ts';
import { useCluster, useDaemonSetCard } from '../engine-context.tsx';
import { Icon } from '../icons/icon.tsx';

const GUESSES = [2, 3, 4, 5];

export function StepCard() {
  const { daemonSets } = useCluster();
  const [guess, setGuess] = useState<number>();
  const [skipped, setSkipped] = useState(false);
  const [first] = daemonSets;
  if (skipped) return null;
  return (
    <div className="step-card">
      <button
        type="button"
        className="quiet-button step-close"
        aria-label="Close the question"
        onClick={() => setSkipped(true)}
      >
        <Icon name="close" />
      </button>
      <h2>Four nodes. How many Pods will this make?</h2>
      {first === undefined ? (
        <>
          <p>
            A DaemonSet has no <code>replicas</code> field. Pick a number, then apply.
          </p>
          <div className="guesses">
            {GUESSES.map((one) => (
              <button key={one} type="button" aria-pressed={guess === one} onClick={() => setGuess(one)}>
                {one}
              </button>
            ))}
          </div>
        </>
      ) : (
        <Outcome id={first} guess={guess} key={daemonSetKey(first)} />
      )}
    </div>
  );
}

/** Read from the DaemonSet itself, so it stays true whatever else is done. */
function Outcome({ id, guess }: { readonly id: string; readonly guess: number | undefined }) {
  const card = useDaemonSetCard(id);
  const { nodes } = useCluster();
  if (!card) return null;
  const { desired, ready } = card.counts;
  if (desired === 0 || ready < desired) {
    return (
      <p className="checking">
        <Icon name="hourglass" /> {ready} of {desired === 0 ? '…' : desired} Pods Ready
      </p>
    );
  }
  const missing = nodes.length - desired;
  return (
    <>
      <p className="outcome">
        <Icon name="check" className="met" />
        {guess === undefined
          ? `It is ${desired}.`
          : guess === desired
            ? `Yes: ${desired}.`
            : `You said ${guess}. It is ${desired}.`}
      </p>
      <p>
        {missing > 0
          ? `One Pod per node that may run it. ${missing === 1 ? 'One node has' : `${missing} nodes have`} a taint that the Pod does not tolerate, so ${missing === 1 ? 'it gets' : 'they get'} none.`
          : 'One Pod per node: add a node, and it gets one too.'}
      </p>
    </>
  );
}
