/** Hides what is random in a cluster's texts, as the recordings do: Pod suffixes and template hashes. */
import type { Reader } from '../engine/index.ts';

const SUFFIX = /-[bcdfghjklmnpqrstvwxz2456789]{5}$/;

/** The end of a ReplicaSet's or revision's name: a template's hash, in the few letters that digits become (§6.2). */
const HASH = /-[456789bcdf]{6,10}$/;

/** A ReplicaSet's or revision's name without its hash. */
export function maskHashName(name: string): string {
  return name.replace(HASH, '-HHHHHHHHHH');
}

/** A Pod's name without its random end and without the hash of its ReplicaSet. */
export function maskPodName(name: string): string {
  return SUFFIX.test(name) ? `${maskHashName(name.replace(SUFFIX, ''))}-XXXXX` : name;
}

/** Masks the names and addresses of everything that the cluster has or had, in any text. */
export class Masker {
  readonly #names = new Map<string, string>();
  readonly #addresses = new Map<string, string>();

  /** Learns the objects that stand now; names stay known after their objects are gone. */
  learn(state: Reader): void {
    for (const pod of state.all('Pod').values()) {
      this.#names.set(pod.metadata.name, maskPodName(pod.metadata.name));
      if (pod.status.podIP) this.#addresses.set(pod.status.podIP, '<podIP>');
    }
    for (const revision of state.all('ControllerRevision').values()) {
      this.#names.set(revision.metadata.name, maskHashName(revision.metadata.name));
    }
    for (const { metadata } of state.all('ReplicaSet').values()) {
      this.#names.set(metadata.name, maskHashName(metadata.name));
    }
    for (const node of state.all('Node').values()) {
      const ip = node.status.addresses?.find(({ type }) => type === 'InternalIP')?.address;
      if (ip) this.#addresses.set(ip, '<nodeIP>');
    }
  }

  text(raw: string): string {
    return raw
      .replace(
        /[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?/g,
        (word) => this.#names.get(word) ?? this.#addresses.get(word) ?? word,
      )
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uid>')
      .replace(/(resourceVersion: )"\d+"/g, '$1"<rv>"')
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '<time>')
      .replace(/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000/g, '<date>')
      .replace(/(controller-revision-hash[:=]\s*)[bcdfghjklmnpqrstvwxz2456789]{6,10}/g, '$1HHHHHHHHHH');
  }
}
