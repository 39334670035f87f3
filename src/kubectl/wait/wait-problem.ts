/** An error of one object's condition, without `error: `: the other objects are still waited for. */
export class WaitProblem extends Error {}
