/** `kwokctl scale node --replicas N`: machines join the fleet until the cluster has N nodes. */
import { ApiError, type Cluster, type NodeSpec } from '../engine/index.ts';
import type { Output, Program } from '../shell/program.ts';

const MAX_NODES = 5000;

const failed = (err: string): Output => ({ err: `${err}\n`, exitCode: 1 });

/** The program of that name, for the session's shell. */
export const kwokctl =
  (cluster: Cluster): Program =>
  (args) =>
  () =>
    scaleNodes(args, cluster);

function scaleNodes([verb, what, ...rest]: readonly string[], cluster: Cluster): Output {
  if (verb !== 'scale' || what !== 'node')
    return failed('error: the playground knows `kwokctl scale node --replicas N` only');
  const text = rest[0] === '--replicas' ? rest[1] : rest[0]?.match(/^--replicas=(.*)$/)?.[1];
  if (text === undefined || !/^\d+$/.test(text)) return failed('error: --replicas takes a whole number');
  const wanted = Number(text);
  if (wanted > MAX_NODES) return failed(`error: the playground holds ${MAX_NODES} nodes at most, not ${wanted}`);
  const present = cluster.state.all('Node').size;
  if (wanted < present)
    return failed(`error: there are ${present} nodes; take one away with \`kubectl delete node NAME\``);
  const names: string[] = [];
  for (let missing = wanted - present; missing > 0; missing -= 1) {
    const spec: NodeSpec = { name: nextName(cluster) };
    try {
      cluster.world.addNode(spec);
    } catch (error) {
      if (error instanceof ApiError) return failed(`Error from server (${error.status.reason}): ${error.message}`);
      throw error;
    }
    names.push(spec.name);
  }
  return { exitCode: 0, out: names.map((name) => `node/${name} created\n`).join('') };
}

/** One more than the highest number in use, so that a name never means two machines in one story. */
function nextName(cluster: Cluster): string {
  let highest = 0;
  for (const name of cluster.state.all('machine').keys()) {
    const number = name.match(/^node-(\d+)$/)?.[1];
    if (number !== undefined) highest = Math.max(highest, Number(number));
  }
  return `node-${highest + 1}`;
}
