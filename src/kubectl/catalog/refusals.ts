/** What the playground's kubectl knows and does not do, with the reason; and flags that it takes because they change nothing here. */

const NO_MACHINE = 'containers here are simulated: there is no process to talk to';
const NO_FILES = 'the playground has no kubeconfig file, only this one cluster';
const NO_KUSTOMIZE = 'the playground has no directories: paste the manifests that kustomize would build';

export const refusedCommands: Readonly<Record<string, string>> = {
  alpha: 'no command is in its trial at present',
  attach: NO_MACHINE,
  'auth reconcile': 'apply roles and bindings instead',
  certificate: 'the playground signs no certificates',
  'cluster-info dump': 'the timeline keeps all of the cluster: go back in it instead',
  completion: 'a page has no shell to complete for; the terminal completes by itself',
  cp: NO_MACHINE,
  'create cronjob': 'the playground has no batch workloads',
  'create ingress': 'the playground has no network',
  'create job': 'the playground has no batch workloads',
  'create secret docker-registry': 'images here need no password',
  'create secret tls': 'the playground has no files to read keys from',
  'create token': 'the playground issues no tokens: use --as to act in another name',
  debug: NO_MACHINE,
  exec: NO_MACHINE,
  kuberc: 'the playground keeps no preferences of kubectl',
  kustomize: NO_KUSTOMIZE,
  plugin: 'a page cannot run other programs',
  'port-forward': 'the playground has no network',
  proxy: 'the playground has no network',
  'config delete-cluster': NO_FILES,
  'config delete-context': NO_FILES,
  'config delete-user': NO_FILES,
  'config rename-context': NO_FILES,
  'config set': NO_FILES,
  'config set-cluster': NO_FILES,
  'config set-context': 'the playground has no kubeconfig file: give the namespace with -n',
  'config set-credentials': NO_FILES,
  'config unset': NO_FILES,
};

/** The reason for the deepest command on the way to `path` that has one. */
export function refusalOf(path: string): string | undefined {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf(' ')))) {
    if (Object.hasOwn(refusedCommands, at)) return refusedCommands[at];
  }
  return undefined;
}

const NO_FIELD_OWNERS = 'the playground does not keep who owns which field';

export const refusedFlags: Readonly<Record<string, string>> = {
  'as-uid': 'users here have a name and groups only',
  'as-user-extra': 'users here have a name and groups only',
  attach: NO_MACHINE,
  edit: 'use kubectl edit behind it',
  'from-env-file': 'the playground has no files',
  'from-file': 'the playground has no files',
  interactive: 'commands here cannot ask back',
  kustomize: NO_KUSTOMIZE,
  'leave-stdin-open': NO_MACHINE,
  'patch-file': 'the playground has no files: give the change with --patch',
  'prune-allowlist': 'the kinds that go are kubectl’s own list',
  raw: 'there is no path below the API here',
  rm: NO_MACHINE,
  stdin: NO_MACHINE,
  tty: NO_MACHINE,
};

/** Flags that can be given and change nothing, with the reason why that is right. */
export const idleFlags: Readonly<Record<string, string>> = {
  'cache-dir': 'there is no cache',
  cached: 'there is no cache',
  'certificate-authority': 'there is no connection to secure',
  'chunk-size': 'lists are read at once',
  'client-certificate': 'there is no connection to secure',
  'client-key': 'there is no connection to secure',
  cluster: 'there is only this cluster',
  concurrency: 'what is printed is the same',
  context: 'there is only this cluster',
  'detach-keys': NO_MACHINE,
  'disable-compression': 'nothing is sent',
  'field-manager': NO_FIELD_OWNERS,
  'force-conflicts': NO_FIELD_OWNERS,
  'insecure-skip-tls-verify': 'there is no connection to secure',
  'insecure-skip-tls-verify-backend': 'there is no connection to secure',
  kubeconfig: 'there is only this cluster',
  kuberc: 'there are no preferences',
  'log-flush-frequency': 'kubectl does not tell of its own work',
  'match-server-version': 'client and server have one version',
  'max-log-requests': 'logs here cost nothing',
  'openapi-patch': 'both ways of making the patch agree here',
  'pod-running-timeout': 'a Pod is looked at once',
  profile: 'nothing is measured',
  'profile-output': 'nothing is measured',
  'proxy-url': 'nothing is sent',
  recursive: 'there are no directories to go down',
  'request-timeout': 'requests take no time',
  server: 'there is only this server',
  'server-print': 'the tables are the same',
  'show-managed-fields': NO_FIELD_OWNERS,
  'tls-server-name': 'there is no connection to secure',
  token: 'use --as to act in another name',
  'use-protocol-buffers': 'nothing is sent',
  user: 'use --as to act in another name',
  v: 'kubectl does not tell of its own work',
  vmodule: 'kubectl does not tell of its own work',
  'windows-line-endings': 'lines end as the page has them',
};
