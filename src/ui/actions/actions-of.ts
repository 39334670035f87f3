/** What can be done with an object: each gesture is a command line, shown before it is sent. */
import type { DaemonSetCard, NodeCard } from '../../view/cards.ts';
import type { Selection } from '../store.ts';

export interface Action {
  readonly label: string;
  readonly line: string;
  readonly dangerous?: boolean;
}

export function podActions({ name, namespace = 'default' }: Selection): readonly Action[] {
  return [{ label: 'Delete Pod', line: `kubectl delete pod ${name}${inNamespace(namespace)}`, dangerous: true }];
}

export function nodeActions({ name, removed, unschedulable, taints }: NodeCard): readonly Action[] {
  if (removed) return [];
  const dedicated = taints.filter(({ key }) => key === 'dedicated');
  return [
    unschedulable
      ? { label: 'Uncordon', line: `kubectl uncordon ${name}` }
      : { label: 'Cordon', line: `kubectl cordon ${name}` },
    ...(dedicated.length > 0
      ? [{ label: 'Remove taint', line: `kubectl taint node ${name} dedicated-` }]
      : [
          { label: 'Taint NoSchedule', line: `kubectl taint node ${name} dedicated=db:NoSchedule` },
          { label: 'Taint NoExecute', line: `kubectl taint node ${name} dedicated=db:NoExecute` },
        ]),
    { label: 'Delete node', line: `kubectl delete node ${name}`, dangerous: true },
  ];
}

/** Tags that say what will happen; `current` is the container's image now. */
export function imageChoices(current: string): readonly { readonly label: string; readonly image: string }[] {
  const slash = current.lastIndexOf('/');
  const colon = current.indexOf(':', slash + 1);
  const name = colon < 0 ? current : current.slice(0, colon);
  const version = Number(/:v1\.(\d+)$/.exec(current)?.[1] ?? 18);
  return [
    { label: 'a good one', image: `${name}:v1.${version + 1}` },
    { label: 'one that crashes', image: `${name}:crash` },
    { label: 'one that is not there', image: `${name}:missing` },
  ];
}

export function setImageLine({ name, namespace }: DaemonSetCard, container: string, image: string): string {
  return `kubectl set image ds/${name} ${container}=${image}${inNamespace(namespace)}`;
}

export function daemonSetActions(card: DaemonSetCard): readonly Action[] {
  const { name, namespace } = card;
  const [first] = card.images;
  const images = first
    ? imageChoices(first.image).map(({ label, image }) => ({
        label: `Change image: ${label}`,
        line: setImageLine(card, first.container, image),
      }))
    : [];
  return [
    ...images,
    { label: 'Restart', line: `kubectl rollout restart ds/${name}${inNamespace(namespace)}` },
    { label: 'Roll back', line: `kubectl rollout undo ds/${name}${inNamespace(namespace)}` },
    { label: 'Delete DaemonSet', line: `kubectl delete ds ${name}${inNamespace(namespace)}`, dangerous: true },
  ];
}

function inNamespace(namespace: string): string {
  return namespace === 'default' ? '' : ` -n ${namespace}`;
}
