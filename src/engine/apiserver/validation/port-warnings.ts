/** Ports that contradict each other without being refused. Follows pkg/api/pod/warnings.go. */
import type { ContainerPort } from '../../model/core.ts';
import type { ContainerFields } from './pod-fields.ts';

export function portWarnings(containers: readonly (readonly [ContainerFields, string])[]): string[] {
  const warnings: string[] = [];
  const known = new Map<string, { readonly port: ContainerPort; readonly path: string }[]>();
  for (const [{ ports = [] }, containerPath] of containers) {
    ports.forEach((port, i) => {
      const path = `${containerPath}.ports[${i}]`;
      const { name = '', hostIP = '', hostPort = 0, containerPort, protocol = '' } = port;
      if (hostIP !== '' && hostPort === 0) {
        const shown = `{Name:${name} HostPort:${hostPort} ContainerPort:${containerPort} Protocol:${protocol} HostIP:${hostIP}}`;
        warnings.push(`${path}: hostIP set without hostPort: ${shown}`);
      }
      const key = `${containerPort}/${protocol}`;
      const others = known.get(key) ?? [];
      for (const other of others) {
        const conflict = conflictOf(port, other.port);
        if (conflict) warnings.push(`${path}: ${conflict} with ${other.path}`);
      }
      known.set(key, [...others, { port, path }]);
    });
  }
  return warnings;
}

function conflictOf(port: ContainerPort, other: ContainerPort): string | undefined {
  const [ip, otherIp] = [port.hostIP ?? '', other.hostIP ?? ''];
  const [hostPort, otherHostPort] = [port.hostPort ?? 0, other.hostPort ?? 0];
  if (ip === otherIp && hostPort === otherHostPort) return 'duplicate port definition';
  if (hostPort === 0 || otherHostPort === 0) return 'overlapping port definition';
  const ambiguous = hostPort === otherHostPort && (ip === '') !== (otherIp === '');
  return ambiguous ? 'dangerously ambiguous port definition' : undefined;
}
