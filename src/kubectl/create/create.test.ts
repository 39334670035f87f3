import { describe, expect, it } from 'vitest';
import { Cluster } from '../../engine/index.ts';
import { runKubectl } from '../run.ts';

function on(cluster: Cluster = Cluster.create('create')) {
  return (line: string, stdin?: string) => {
    const { stdout, stderr, exitCode } = runKubectl(line, { api: cluster.api, now: cluster.now, stdin });
    return exitCode === 0 && stderr === '' ? stdout : `${stdout}${stderr}[${exitCode}]`;
  };
}

describe('kubectl create KIND', () => {
  it('tells what it made, and in which words it failed', () => {
    const run = on();
    expect(run('create sa agent')).toBe('serviceaccount/agent created\n');
    expect(run('create serviceaccount agent')).toBe(
      'error: failed to create serviceaccount: serviceaccounts "agent" already exists\n[1]',
    );
    expect(run('create ns team --dry-run=server')).toBe('namespace/team created (server dry run)\n');
    expect(run('create ns default')).toBe(
      'Error from server (AlreadyExists): namespaces "default" already exists\n[1]',
    );
    expect(run('create pc high --value=7 -o name')).toBe('priorityclass.scheduling.k8s.io/high\n');
  });

  it('asks for one name, for flags it needs, and knows no others', () => {
    const run = on();
    expect(run('create role')).toBe(
      "error: exactly one NAME is required, got 0\nSee 'kubectl create role -h' for help and examples\n[1]",
    );
    expect(run('create secret generic a b')).toContain('kubectl create secret generic -h');
    expect(run('create clusterrolebinding b')).toBe('error: required flag(s) "clusterrole" not set\n[1]');
    expect(run('create sa a --what')).toBe(
      "error: unknown flag: --what\nSee 'kubectl create serviceaccount --help' for usage.\n[1]",
    );
    expect(run('create thing a')).toBe(
      "error: Unexpected args: [thing a]\nSee 'kubectl create -h' for help and examples\n[1]",
    );
    expect(run('create pc p --value=3000000000')).toContain('parsing "3000000000": value out of range');
  });

  it('writes one rule a group, short names in full, and warns of verbs it does not know', () => {
    const run = on();
    expect(
      run('create role r -n team --verb=get,frob --resource=po,deploy/scale,jobs.batch --dry-run=client -o yaml'),
    ).toBe(
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: r\n  namespace: team\nrules:\n' +
        '- apiGroups:\n  - ""\n  resources:\n  - pods\n  verbs:\n  - get\n  - frob\n' +
        '- apiGroups:\n  - apps\n  resources:\n  - deployments/scale\n  verbs:\n  - get\n  - frob\n' +
        '- apiGroups:\n  - batch\n  resources:\n  - jobs\n  verbs:\n  - get\n  - frob\n' +
        "Warning: 'frob' is not a standard resource verb\n[0]",
    );
    expect(run('create role r --verb=get --resource=po.x')).toBe(
      'error: the server doesn\'t have a resource type "po" in group "x"\n[1]',
    );
    expect(run('create role r --verb=bind --resource=pods')).toBe(
      "error: can not perform 'bind' on 'pods' in group ''\n[1]",
    );
    expect(run('create clusterrole r --verb=list --non-resource-url=/x')).toBe(
      "error: invalid verb: 'list' for nonResourceURL\n[1]",
    );
    expect(run('create clusterrole r --verb=get --aggregation-rule=a=b')).toContain('must be specified without');
  });

  it('makes what it prints', () => {
    const run = on();
    const lines = [
      'create rolebinding b --clusterrole=view --user=u --group=g --serviceaccount=default:s',
      'create configmap c --from-literal=k=v=w',
      'create secret generic s --from-literal=k=v',
      'create quota q --hard=cpu=1000m,pods=3 --scopes=BestEffort',
      'create pdb p --selector=app=web,tier!=x --min-available=1',
      'create pdb p --selector=app=web,tier --max-unavailable=50%',
      'create service clusterip web --tcp=80:http --tcp=81',
    ];
    const outputs = lines.map((line) => run(`${line} --dry-run=client -o json`));
    expect(outputs[4]).toBe('error: "!=" is not a valid label selector operator\n[1]');
    const objects = outputs.filter((_, i) => i !== 4).map((text) => JSON.parse(text) as Record<string, unknown>);
    expect(objects).toMatchObject([
      {
        roleRef: { kind: 'ClusterRole', name: 'view' },
        subjects: [{ name: 'u' }, { name: 'g' }, { namespace: 'default' }],
      },
      { data: { k: 'v=w' } },
      { data: { k: 'dg==' } },
      { spec: { hard: { cpu: '1', pods: '3' }, scopes: ['BestEffort'] } },
      {
        spec: {
          maxUnavailable: '50%',
          selector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] },
        },
      },
      {
        spec: {
          ports: [
            { name: '80-http', targetPort: 'http' },
            { name: '81', targetPort: 81 },
          ],
          selector: { app: 'web' },
        },
      },
    ]);
    for (const object of objects) expect(run('create -f - -o name', JSON.stringify(object))).not.toContain('rror');
  });
});
