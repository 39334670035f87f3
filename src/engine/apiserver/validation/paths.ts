/** Rules of paths inside volumes. Follows validateLocalDescendingPath and its kin in pkg/apis/core/validation. */
import type { StatusCause } from '../status.ts';
import { invalidValue } from './causes.ts';

export function validateNoBacksteps(target: string, path: string): StatusCause[] {
  return target.split('/').includes('..') ? [invalidValue(path, target, "must not contain '..'")] : [];
}

/** Relative, and never upwards. */
export function validateLocalDescendingPath(target: string, path: string): StatusCause[] {
  const causes = target.startsWith('/') ? [invalidValue(path, target, 'must be a relative path')] : [];
  return [...causes, ...validateNoBacksteps(target, path)];
}

/** Names that start with two dots are the kubelet's own. */
export function validateLocalNonReservedPath(target: string, path: string): StatusCause[] {
  const causes = validateLocalDescendingPath(target, path);
  if (target.startsWith('..') && !target.startsWith('../')) {
    causes.push(invalidValue(path, target, "must not start with '..'"));
  }
  return causes;
}
