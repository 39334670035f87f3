/**
 * Privileged containers are up to the API server's flag --allow-privileged. Its default is false, and so validation as a
 * library refuses them; kubeadm, and the playground with it, starts its server with true: agents such as Calico's need it.
 */
import type { StatusCause } from './status.ts';
import { disallowed } from './validation/security-context.ts';

export function allowingPrivileged(causes: readonly StatusCause[]): readonly StatusCause[] {
  return causes.filter(({ message }) => message !== disallowed);
}
