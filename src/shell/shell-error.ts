/** The shell itself refuses a line: its message is printed as it is, and nothing of the line runs. */
export class ShellError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ShellError';
  }
}

/** The line goes on: a quote is open, a here-document has no end, or it ends with `\`, `|`, `&&` or `||`. */
export class UnfinishedLine extends ShellError {
  constructor(message: string) {
    super(message);
    this.name = 'UnfinishedLine';
  }
}
