/** What the editor can begin with. Data only. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  /** The tab's name. */
  readonly file: string;
  readonly text: string;
}

const LOG_COLLECTOR = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: log-collector
  labels:
    app: log-collector
spec:
  selector:
    matchLabels:
      app: log-collector
  template:
    metadata:
      labels:
        app: log-collector
    spec:
      containers:
      - name: log-collector
        image: fluentd:latest
        resources:
          requests:
            cpu: "100m"
            memory: "200Mi"
`;

const NODE_MONITOR = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: node-monitor
spec:
  selector:
    matchLabels:
      app: node-monitor
  template:
    metadata:
      labels:
        app: node-monitor
    spec:
      containers:
      - name: node-exporter
        image: prom/node-exporter
`;

export const presets: readonly Preset[] = [
  { id: 'log-collector', title: 'Log collector', file: 'log-collector.yaml', text: LOG_COLLECTOR },
  { id: 'node-monitor', title: 'Node monitor', file: 'node-monitor.yaml', text: NODE_MONITOR },
  { id: 'empty', title: 'Empty editor', file: 'manifest.yaml', text: '' },
];
