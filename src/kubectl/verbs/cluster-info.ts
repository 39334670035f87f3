/** kubectl cluster-info. Follows kubectl's pkg/cmd/clusterinfo. */
import type { Service } from '../../engine/index.ts';
import { flag } from '../command-line.ts';
import { SERVER } from '../context.ts';
import type { Verb } from './verb.ts';

export const clusterInfo: Verb = {
  flags: {},
  run(line, env, output) {
    const namespace = flag(line, 'namespace') ?? 'kube-system';
    const { items } = env.api.list('Service', { namespace });
    output.out(`Kubernetes control plane is running at ${SERVER}\n`);
    for (const service of items) {
      const { labels = {}, name } = service.metadata;
      if (labels['kubernetes.io/cluster-service'] !== 'true') continue;
      output.out(`${labels['kubernetes.io/name'] || name} is running at ${linkTo(service)}\n`);
    }
    output.out(`\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n`);
    return undefined;
  },
};

/** Through the server's proxy. */
function linkTo({ metadata, spec }: Service): string {
  const [port] = spec.ports ?? [];
  const scheme = port && (port.name === 'https' || port.port === 443) ? 'https' : '';
  const parts = port ? [...(scheme === '' ? [] : [scheme]), metadata.name, port.name ?? ''] : [metadata.name];
  const path = port && scheme === '' && !port.name ? metadata.name : parts.join(':');
  return `${SERVER}/api/v1/namespaces/${metadata.namespace}/services/${path}/proxy`;
}
