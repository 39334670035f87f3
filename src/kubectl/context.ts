/** What a kubeconfig would say of the playground: its one cluster, its user, and the versions of both ends. */

export const CLUSTER = 'playground';
export const USER = 'kubernetes-admin';
export const CONTEXT = `${USER}@${CLUSTER}`;
export const SERVER = 'https://127.0.0.1:6443';

/** apimachinery's version.Info; the commit that it was built from is nobody's here. */
const BUILD = {
  gitVersion: 'v1.37.2',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: 'go1.26.8',
  compiler: 'gc',
  platform: 'linux/amd64',
};

export const CLIENT_VERSION = { major: '1', minor: '37', ...BUILD };

export const SERVER_VERSION = {
  major: '1',
  minor: '37',
  emulationMajor: '1',
  emulationMinor: '37',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '36',
  ...BUILD,
};

export const KUSTOMIZE_VERSION = 'v5.8.1';

export const KUBECONFIG = {
  apiVersion: 'v1',
  clusters: [{ cluster: { 'certificate-authority-data': 'DATA+OMITTED', server: SERVER }, name: CLUSTER }],
  contexts: [{ context: { cluster: CLUSTER, user: USER }, name: CONTEXT }],
  'current-context': CONTEXT,
  kind: 'Config',
  users: [{ name: USER, user: { 'client-certificate-data': 'DATA+OMITTED', 'client-key-data': 'DATA+OMITTED' } }],
};
