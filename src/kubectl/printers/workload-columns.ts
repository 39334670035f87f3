/** The tables of Deployments and ReplicaSets. Follows printDeployment and printReplicaSet in pkg/printers/internalversion. */
import { formatLabelSelector, type Obj } from '../../engine/index.ts';
import { age, type Column, name } from './column.ts';

type Workload = Obj<'DaemonSet' | 'Deployment' | 'ReplicaSet'>;

export const containerColumns = [
  {
    name: 'CONTAINERS',
    wide: true,
    cell: ({ spec }: Workload) => spec.template.spec.containers.map((one) => one.name).join(','),
  },
  {
    name: 'IMAGES',
    wide: true,
    cell: ({ spec }: Workload) => spec.template.spec.containers.map((one) => one.image).join(','),
  },
  { name: 'SELECTOR', wide: true, cell: ({ spec }: Workload) => formatLabelSelector(spec.selector) },
] as const;

export const workloadColumns: {
  readonly Deployment: readonly Column<'Deployment'>[];
  readonly ReplicaSet: readonly Column<'ReplicaSet'>[];
} = {
  Deployment: [
    name,
    { name: 'READY', cell: ({ spec, status }) => `${status.readyReplicas ?? 0}/${spec.replicas ?? 0}` },
    { name: 'UP-TO-DATE', cell: ({ status }) => String(status.updatedReplicas ?? 0) },
    { name: 'AVAILABLE', cell: ({ status }) => String(status.availableReplicas ?? 0) },
    age,
    ...containerColumns,
  ],
  ReplicaSet: [
    name,
    { name: 'DESIRED', cell: ({ spec }) => String(spec.replicas ?? 0) },
    { name: 'CURRENT', cell: ({ status }) => String(status.replicas) },
    { name: 'READY', cell: ({ status }) => String(status.readyReplicas ?? 0) },
    age,
    ...containerColumns,
  ],
};
