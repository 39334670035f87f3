/** A small DaemonSet as the editor sends it. */
const MANIFEST = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: nginx
`;

export const APPLY_WEB = { line: 'kubectl apply -f web.yaml', files: { 'web.yaml': MANIFEST }, by: 'editor' } as const;
