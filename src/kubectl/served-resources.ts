/** What the server serves, by discovery: the playground's kinds, and those of a real v1.37 API server that rules and questions may name. */
import { resources } from '../engine/index.ts';

export interface ServedResource {
  readonly plural: string;
  readonly group: string;
  readonly version: string;
  readonly namespaced: boolean;
}

/** `plural singular SHORT,NAMES`, the ones without a namespace marked by a star; by group. */
const OTHERS: Readonly<Record<string, string>> = {
  '': `bindings binding; componentstatuses* componentstatus cs; endpoints endpoints ep; persistentvolumeclaims persistentvolumeclaim pvc;
    persistentvolumes* persistentvolume pv; podtemplates podtemplate; replicationcontrollers replicationcontroller rc`,
  apps: 'statefulsets statefulset sts',
  'admissionregistration.k8s.io': `mutatingwebhookconfigurations* mutatingwebhookconfiguration;
    validatingadmissionpolicies* validatingadmissionpolicy; validatingadmissionpolicybindings* validatingadmissionpolicybinding;
    validatingwebhookconfigurations* validatingwebhookconfiguration`,
  'apiextensions.k8s.io': 'customresourcedefinitions* customresourcedefinition crd,crds',
  'apiregistration.k8s.io': 'apiservices* apiservice',
  'authentication.k8s.io': 'selfsubjectreviews* selfsubjectreview; tokenreviews* tokenreview',
  'authorization.k8s.io': `localsubjectaccessreviews localsubjectaccessreview; selfsubjectaccessreviews* selfsubjectaccessreview;
    selfsubjectrulesreviews* selfsubjectrulesreview; subjectaccessreviews* subjectaccessreview`,
  autoscaling: 'horizontalpodautoscalers horizontalpodautoscaler hpa',
  batch: 'cronjobs cronjob cj; jobs job',
  'certificates.k8s.io': 'certificatesigningrequests* certificatesigningrequest csr',
  'flowcontrol.apiserver.k8s.io': 'flowschemas* flowschema; prioritylevelconfigurations* prioritylevelconfiguration',
  'networking.k8s.io': `ingressclasses* ingressclass; ingresses ingress ing; ipaddresses* ipaddress ip;
    networkpolicies networkpolicy netpol; servicecidrs* servicecidr`,
  'node.k8s.io': 'runtimeclasses* runtimeclass',
  'resource.k8s.io': `deviceclasses* deviceclass; resourceclaims resourceclaim; resourceclaimtemplates resourceclaimtemplate;
    resourceslices* resourceslice`,
  'storage.k8s.io': `csidrivers* csidriver; csinodes* csinode; csistoragecapacities csistoragecapacity;
    storageclasses* storageclass sc; volumeattachments* volumeattachment; volumeattributesclasses* volumeattributesclass vac`,
};

interface NamedResource extends ServedResource {
  readonly names: readonly string[];
}

function others(group: string, table: string): readonly NamedResource[] {
  return table.split(';').map((row) => {
    const [marked = '', singular = '', shortNames] = row.trim().split(' ');
    const plural = marked.replace('*', '');
    const version = group === 'autoscaling' ? 'v2' : 'v1';
    const names = [plural, singular, ...(shortNames?.split(',') ?? [])];
    return { plural, group, version, namespaced: marked === plural, names };
  });
}

const served: readonly NamedResource[] = [
  ...resources.map(({ plural, singular, shortNames, group, version, namespaced }) => ({
    plural,
    group,
    version,
    namespaced,
    names: [plural, singular, ...shortNames],
  })),
  ...Object.entries(OTHERS).flatMap(([group, table]) => others(group, table)),
];

/** By plural, singular or short name; `group` '' is any group, the core group first; it may begin with a version. */
export function servedResource(name: string, group = ''): ServedResource | undefined {
  const wanted = name.toLowerCase();
  return served.find(
    (one) =>
      one.names.includes(wanted) && (group === '' || group === one.group || group === `${one.version}.${one.group}`),
  );
}
