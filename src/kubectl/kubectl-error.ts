/** kubectl itself refuses: its message is printed as it is. */
export class KubectlError extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
    this.name = 'KubectlError';
  }
}

/** A mistake in the arguments, with where to find help. Follows UsageErrorf in kubectl/pkg/cmd/util/helpers.go. */
export function usageError(command: string, message: string): KubectlError {
  return new KubectlError(`error: ${message}\nSee 'kubectl ${command} -h' for help and examples\n`);
}

/** What pflag says of a flag; kubectl adds where to find help. */
export class UsageError extends Error {}
