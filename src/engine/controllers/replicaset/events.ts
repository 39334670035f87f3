/** What wakes a ReplicaSet up, as data. Follows the handlers in pkg/controller/replicaset/replica_set.go. */
import type { EventTable } from '../../client/controller.ts';
import { objectKey } from '../../model/kinds.ts';
import { podEvents } from '../workload/pod-events.ts';

export const replicaSetEvents: EventTable = {
  ReplicaSet: {
    added: (rs, ctx) => ctx.queue.add(objectKey(rs.metadata)),
    updated(old, rs, ctx) {
      const key = objectKey(rs.metadata);
      if (old.metadata.uid !== rs.metadata.uid) ctx.expectations.forget(key);
      ctx.queue.add(key);
    },
    deleted(rs, ctx) {
      const key = objectKey(rs.metadata);
      ctx.expectations.forget(key);
      ctx.queue.add(key);
    },
  },
  Pod: podEvents('ReplicaSet'),
};
