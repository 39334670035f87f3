/** What is here, and why what is not here is not. */
import { done, failed, type Program } from '../program.ts';

const HELP = `kubectl (or k) talks to this cluster, as at work:
  kubectl get pods -o wide        kubectl describe node node-1
  kubectl apply -f FILE           kubectl rollout status ds/NAME
  kubectl taint node node-1 dedicated=db:NoExecute
kwokctl scale node --replicas N   machines join, until there are N nodes

FILE is a file of the editor: ls lists them, cat shows them.
Pipes    | grep  head  tail  wc  sort  uniq  awk  cut  tr  column  jq  xargs
More     watch -n 2 COMMAND, sleep SECONDS, history, clear, && || ; # <<EOF
Keys     Tab completes, Up and Down recall, Ctrl+R searches, Ctrl+C ends, Ctrl+L clears;
         Escape then Tab leaves the terminal
Time is the cluster's: what waits goes on while the clock plays.
`;

export const help: Program = () => done(HELP);

const EDIT = 'edit the file in the editor beside; kubectl apply -f FILE sends it';
const SHELL = 'this shell keeps no state of its own: write the value into the command';
const MACHINE = 'the machines here have no shell: use the node’s menu in the picture, or kubectl';
const ELSEWHERE = 'nothing outside the page can be reached from here';

const REASONS: Readonly<Record<string, string>> = {
  vi: EDIT,
  vim: EDIT,
  nano: EDIT,
  emacs: EDIT,
  code: EDIT,
  sed: `not here: awk, cut and tr are; ${EDIT}`,
  tee: 'nothing can be written here: the only files are those of the editor',
  rm: 'nothing can be deleted here but objects: kubectl delete',
  cp: EDIT,
  mv: EDIT,
  touch: EDIT,
  mkdir: 'there is one folder, the editor’s',
  cd: 'there is one folder, the editor’s',
  export: SHELL,
  alias: 'k is kubectl already; other names cannot be given',
  set: SHELL,
  source: SHELL,
  for: `no loops here: pipe to xargs; ${SHELL}`,
  while: 'no loops here: watch -n 2 COMMAND runs one again and again',
  if: 'no conditions here: && and || are',
  ssh: MACHINE,
  systemctl: MACHINE,
  journalctl: MACHINE,
  crictl: MACHINE,
  docker: MACHINE,
  sudo: 'you are cluster-admin already',
  curl: ELSEWHERE,
  wget: ELSEWHERE,
  helm: `${ELSEWHERE}; kubectl apply -f FILE sends manifests`,
  kustomize: `${ELSEWHERE}; kubectl apply -f FILE sends manifests`,
  minikube: 'the cluster is the page’s; kwokctl scale node --replicas N adds machines',
  kind: 'the cluster is the page’s; kwokctl scale node --replicas N adds machines',
  yq: 'not here: kubectl -o json and jq are',
  less: 'not needed: scroll up',
  more: 'not needed: scroll up',
  exit: 'the terminal stays open',
  logout: 'the terminal stays open',
};

const KUBECTL_VERBS = [
  'get',
  'describe',
  'apply',
  'delete',
  'rollout',
  'label',
  'taint',
  'drain',
  'cordon',
  'uncordon',
];

export const refused: ReadonlyMap<string, Program> = new Map([
  ...Object.entries(REASONS).map(([name, reason]): [string, Program] => [
    name,
    () => failed(`bash: ${name}: ${reason}`, 127),
  ]),
  ...KUBECTL_VERBS.map((verb): [string, Program] => [
    verb,
    (args) => failed(`bash: ${verb}: command not found. Did you mean: kubectl ${[verb, ...args].join(' ')}`, 127),
  ]),
]);
