/** Nodes that have a Pod's images already: plugins/imagelocality/image_locality.go. */
import type { Node, Pod } from '../model/core.ts';
import type { ClusterView } from './cluster-view.ts';

interface NodeImage {
  readonly names?: readonly string[];
  readonly sizeBytes?: number;
}

const MB = 1024 * 1024;
const LEAST = 23 * MB;
const MOST_PER_CONTAINER = 1000 * MB;
const MAX = 100;

const imagesOf = (node: Node): readonly NodeImage[] => (node.status.images as readonly NodeImage[] | undefined) ?? [];

/** The size of an image on a node; 0 where it is not. */
function sizeOn(node: Node, image: string): number {
  return imagesOf(node).find(({ names }) => names?.includes(image))?.sizeBytes ?? 0;
}

/** A size counts by the share of all nodes that have the image, so that Pods do not crowd where it is first. */
export function imageLocality({ spec }: Pod, nodes: readonly Node[], view: ClusterView): readonly number[] | undefined {
  if (nodes.every((node) => imagesOf(node).length === 0)) return undefined;
  const containers = [...(spec.initContainers ?? []), ...spec.containers];
  const images = containers.map(({ image }) => {
    const name = image.lastIndexOf(':') > image.lastIndexOf('/') ? image : `${image}:latest`;
    const having = [...view.nodes.values()].filter((node) => sizeOn(node, name) > 0).length;
    return { name, share: having / view.nodes.size };
  });
  const most = MOST_PER_CONTAINER * containers.length;
  return nodes.map((node) => {
    const sum = images.reduce((total, { name, share }) => total + Math.floor(sizeOn(node, name) * share), 0);
    return Math.floor((MAX * (Math.min(Math.max(sum, LEAST), most) - LEAST)) / (most - LEAST));
  });
}
