/** The present beside another moment: counts first, then each object that came, went or changed, with its fields. */
import type { Comparison, KindComparison } from '../../view/comparison.ts';
import { useBranches, useEngine, usePlaybackValue } from '../engine-context.tsx';
import { clockText } from '../format-time.ts';
import { Icon } from '../icons/icon.tsx';
import { useUi } from '../store.ts';
import { countsOf } from './compare-counts.ts';
import { pinNow } from './pinned.ts';
import { type OtherMoment, useComparison } from './use-comparison.ts';
import '../theme/compare.css';

export function Compare() {
  const { playback } = useEngine();
  const other = useOther();
  const result = useComparison(other);
  const now = usePlaybackValue((state) => clockText(state.now));
  return (
    <section className="compare" aria-label="Compare">
      <div className="compare-bar">
        {other ? (
          <p>
            <b>{other.name}</b> <span className="mono">{clockText(other.at)}</span> beside <b>now</b>{' '}
            <span className="mono">{now}</span>
          </p>
        ) : (
          <p>Keep a moment, go on or back, and see what differs.</p>
        )}
        <button type="button" className="quiet-button" onClick={() => pinNow(playback)}>
          <Icon name="pin" /> Compare from here
        </button>
        {other && (
          <button type="button" className="quiet-button" onClick={() => useUi.setState({ compared: undefined })}>
            <Icon name="close" /> End
          </button>
        )}
      </div>
      {other && result === 'gone' && <p className="nothing">That moment is no longer kept.</p>}
      {other && typeof result === 'object' && <Result comparison={result} other={other} />}
    </section>
  );
}

/** The moment to compare with; undefined when none is chosen, or its branch is gone. */
function useOther(): OtherMoment | undefined {
  const compared = useUi((state) => state.compared);
  const branches = useBranches();
  if (!compared) return undefined;
  if ('pin' in compared) return { name: 'Pinned', ...compared.pin };
  const branch = branches.find(({ id }) => id === compared.branch);
  return (
    branch && { name: `Branch ${branch.name}`, seq: branch.after + branch.steps, branch: branch.id, at: branch.until }
  );
}

function Result({ comparison, other }: { readonly comparison: Comparison; readonly other: OtherMoment }) {
  if (comparison.same) {
    return (
      <p className="nothing">
        Nothing differs: every object is as it was{other.name === 'Pinned' ? '' : ` on b${other.name.slice(1)}`}.
      </p>
    );
  }
  return (
    <div className="compare-body">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="compare-counts" tabIndex={0} aria-label="Counts">
        <table>
          <thead>
            <tr>
              <th scope="col">Count</th>
              <th scope="col">{other.name}</th>
              <th scope="col">Now</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {countsOf(comparison).map(({ label, before, after }) => (
              <tr key={label} className={before === after ? '' : 'differs'}>
                <th scope="row">{label}</th>
                <td>{before}</td>
                <td>{after}</td>
                <td>{before !== after && (after > before ? `+${after - before}` : `−${before - after}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="compare-objects" tabIndex={0} aria-label="Objects that differ">
        {comparison.kinds.map((kind) => (
          <KindDifferences key={kind.kind} of={kind} other={other.name} />
        ))}
      </section>
    </div>
  );
}

function KindDifferences({ of, other }: { readonly of: KindComparison; readonly other: string }) {
  const { kind, added, removed, changed } = of;
  if (added.listed.length + removed.listed.length + changed.listed.length === 0) return null;
  const more = changed.more + added.more + removed.more;
  return (
    <section aria-label={kind}>
      <h3>{kind}</h3>
      {removed.listed.map((key) => (
        <p key={`- ${key}`} className="only-then">
          <b aria-hidden="true">−</b> <code>{key}</code>{' '}
          <span>{other === 'Pinned' ? 'only at the pinned moment' : `only on b${other.slice(1)}`}</span>
        </p>
      ))}
      {added.listed.map((key) => (
        <p key={`+ ${key}`} className="only-now">
          <b aria-hidden="true">+</b> <code>{key}</code> <span>only now</span>
        </p>
      ))}
      {changed.listed.map(({ key, fields, more: moreFields }) => (
        <details key={key} open={changed.listed.length <= 2}>
          <summary>
            <b aria-hidden="true">~</b> <code>{key}</code>{' '}
            <span>
              {fields.length + moreFields} {fields.length + moreFields === 1 ? 'field' : 'fields'}
            </span>
          </summary>
          <dl>
            {fields.map(({ path, before, after }) => (
              <div key={path}>
                <dt>{path}</dt>
                <dd>
                  <del>{valueText(before)}</del> <Icon name="arrow" /> <ins>{valueText(after)}</ins>
                </dd>
              </div>
            ))}
            {moreFields > 0 && <p>and {moreFields} more fields</p>}
          </dl>
        </details>
      ))}
      {more > 0 && <p className="rest">and {more} more</p>}
    </section>
  );
}

const LONGEST = 120;

function valueText(value: unknown): string {
  if (value === undefined) return 'not set';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
