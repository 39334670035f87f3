/** The scale subresource of workloads. Follows pkg/registry/apps/deployment/storage/storage.go (ScaleREST). */
import type { Kind, Ref } from '../model/kinds.ts';
import type { Scale, WriteOptions } from './api.ts';
import { invalid, unknownResource } from './errors.ts';
import type { ApiServer, Inspect } from './server.ts';
import { nonnegative } from './validation/causes.ts';

type Scalable = 'Deployment' | 'ReplicaSet';

/** Throws 404 for kinds that know no number of replicas, such as DaemonSets. */
function scalable(kind: Kind): Scalable {
  if (kind !== 'Deployment' && kind !== 'ReplicaSet') throw unknownResource();
  return kind;
}

export function getScale(server: ApiServer, kind: Kind, ref: Ref): Scale {
  const { metadata, spec, status } = server.get(scalable(kind), ref);
  return { metadata, replicas: spec.replicas ?? 1, current: status.replicas ?? 0 };
}

export function setScale(
  server: ApiServer,
  kind: Kind,
  ref: Ref,
  replicas: number,
  options?: WriteOptions,
  inspect?: Inspect,
): Scale {
  const of = scalable(kind);
  const causes = nonnegative('spec.replicas', replicas);
  if (causes.length > 0) throw invalid({ group: 'autoscaling', plural: 'scales', kind: 'Scale' }, ref.name, causes);
  const object = server.get(of, ref);
  server.update(of, { ...object, spec: { ...object.spec, replicas } } as typeof object, true, options, inspect);
  return getScale(server, kind, ref);
}
