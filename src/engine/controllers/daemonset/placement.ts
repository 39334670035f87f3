/**
 * Whether a DaemonSet's Pod belongs on a node, and why (§3.1).
 * Follows NodeShouldRunDaemonPod in pkg/controller/daemon/daemon_controller.go. Not looked at, as there: node
 * conditions, `spec.unschedulable`, resources, ports, and taints that only discourage.
 */
import type { DaemonSet, PodTemplate } from '../../model/apps.ts';
import type { Node, Taint } from '../../model/core.ts';
import type { Labels } from '../../model/meta.ts';
import {
  compileRequiredNodeAffinity,
  matchRequiredNodeAffinity,
  missingNodeLabel,
  readsNodeFields,
} from '../../model/node-affinity.ts';
import { evictsPods, findUntoleratedTaint, repelsPods } from '../../model/taints.ts';
import { daemonPodTolerations } from './daemon-tolerations.ts';

export type PlacementReason =
  | { readonly kind: 'ok' }
  /** The template names another node. */
  | { readonly kind: 'nodeName'; readonly nodeName: string }
  /** The node lacks a label that the template's nodeSelector asks for. */
  | { readonly kind: 'nodeSelector'; readonly key: string; readonly value: string }
  /** No term of the required node affinity matches; `error` tells of terms that cannot be parsed. */
  | { readonly kind: 'affinity'; readonly error?: string }
  /** Not tolerated: the NoExecute taint if there is one, since it decides more, else the first NoSchedule one. */
  | { readonly kind: 'taint'; readonly taint: Taint };

export interface Placement {
  readonly shouldRun: boolean;
  readonly shouldContinueRunning: boolean;
  readonly reason: PlacementReason;
}

const RUNS: Placement = { shouldRun: true, shouldContinueRunning: true, reason: { kind: 'ok' } };

function refused(reason: PlacementReason, shouldContinueRunning = false): Placement {
  return { shouldRun: false, shouldContinueRunning, reason };
}

export function placementOf(ds: DaemonSet, node: Node): Placement {
  return placementFor(ds)(node);
}

type PlaceNode = (node: Node) => Placement;

const compiled = new WeakMap<PodTemplate, PlaceNode>();

/**
 * As placementOf, for many nodes. Templates, label sets and taint lists are immutable and shared between versions of
 * their object, so an unchanged node costs two look-ups however often a sync walks all nodes.
 */
export function placementFor({ spec: { template } }: DaemonSet): PlaceNode {
  let place = compiled.get(template);
  if (!place) {
    place = compile(template);
    compiled.set(template, place);
  }
  return place;
}

function compile({ spec }: PodTemplate): PlaceNode {
  const { nodeName } = spec;
  const byMatch = matching(spec);
  // Nodes with the same labels may differ by name only when some term reads it.
  const matched = readsNodeFields(spec.affinity)
    ? byMatch
    : rememberedBy((node) => node.metadata.labels ?? NO_LABELS, byMatch);
  const tolerated = rememberedBy((node) => node.spec?.taints ?? NO_TAINTS, byTaints(spec));
  return (node) => {
    if (nodeName && nodeName !== node.metadata.name) return refused({ kind: 'nodeName', nodeName });
    const placement = matched(node);
    return placement === RUNS ? tolerated(node) : placement;
  };
}

const NO_LABELS: Labels = {};
const NO_TAINTS: readonly Taint[] = [];

function rememberedBy<K extends object>(keyOf: (node: Node) => K, place: PlaceNode): PlaceNode {
  const known = new WeakMap<K, Placement>();
  return (node) => {
    const key = keyOf(node);
    let placement = known.get(key);
    if (!placement) {
      placement = place(node);
      known.set(key, placement);
    }
    return placement;
  };
}

function matching({ nodeSelector, affinity }: PodTemplate['spec']): PlaceNode {
  const matches = compileRequiredNodeAffinity(nodeSelector, affinity);
  return (node) => {
    if (matches(node)) return RUNS;
    const missing = missingNodeLabel(nodeSelector, node);
    if (missing) return refused({ kind: 'nodeSelector', ...missing });
    const { error } = matchRequiredNodeAffinity(nodeSelector, affinity, node);
    return refused(error === undefined ? { kind: 'affinity' } : { kind: 'affinity', error });
  };
}

function byTaints(spec: PodTemplate['spec']): PlaceNode {
  const tolerations = daemonPodTolerations(spec);
  return (node) => {
    const taints = node.spec?.taints ?? NO_TAINTS;
    const evicting = findUntoleratedTaint(tolerations, taints, evictsPods);
    if (evicting) return refused({ kind: 'taint', taint: evicting });
    const repelling = findUntoleratedTaint(tolerations, taints, repelsPods);
    // NoSchedule keeps new Pods away and leaves those that run.
    return repelling ? refused({ kind: 'taint', taint: repelling }, true) : RUNS;
  };
}
