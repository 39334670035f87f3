/** The scheduler's long message in the few words that fit a chip: the reason that is about this Pod's own node. */
const BORING: readonly string[] = ["node(s) didn't satisfy plugin(s) [NodeAffinity]"];

export function shortRefusal(message: string | undefined): string | undefined {
  if (!message) return undefined;
  const list = message.match(/^\d+\/\d+ nodes are available: (.*?)\.(?: |$)/)?.[1];
  if (list === undefined) return message;
  const reasons = list.split(', ').map((item) => item.replace(/^\d+ /, ''));
  const telling = reasons.filter((reason) => !BORING.includes(reason));
  return (telling.length > 0 ? telling : reasons).map((reason) => reason.replace(/^node\(s\) /, '')).join(', ');
}
