/** `kwokctl scale node --replicas N`: machines join the fleet until the cluster has N nodes. */
import { ApiError, type Cluster, type NodeSpec } from '../engine/index.ts';
import { failed, type Output, type Process, type Program } from '../shell/program.ts';

const MAX_NODES = 5000;
/** Machines that join in one turn: some milliseconds of work. */
const PER_TURN = 200;

/** The program of that name, for the session's shell. */
export const kwokctl =
  (cluster: Cluster): Program =>
  (args) =>
    scaleNodes(args, cluster);

function scaleNodes([verb, what, ...rest]: readonly string[], cluster: Cluster): Process {
  if (verb !== 'scale' || what !== 'node')
    return failed('error: the playground knows `kwokctl scale node --replicas N` only');
  const text = rest[0] === '--replicas' ? rest[1] : rest[0]?.match(/^--replicas=(.*)$/)?.[1];
  if (text === undefined || !/^\d+$/.test(text)) return failed('error: --replicas takes a whole number');
  const wanted = Number(text);
  if (wanted > MAX_NODES) return failed(`error: the playground holds ${MAX_NODES} nodes at most, not ${wanted}`);
  const present = cluster.state.all('Node').size;
  if (wanted < present)
    return failed(`error: there are ${present} nodes; take one away with \`kubectl delete node NAME\``);
  return () => addNodes(wanted, cluster);
}

/** One turn: without an exit code while more are wanted. */
function addNodes(wanted: number, cluster: Cluster): Output {
  const missing = wanted - cluster.state.all('Node').size;
  const highest = highestNumber(cluster);
  let out = '';
  for (let i = 1; i <= Math.min(missing, PER_TURN); i += 1) {
    const spec: NodeSpec = { name: `node-${highest + i}` };
    try {
      cluster.world.addNode(spec);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { out, err: `Error from server (${error.status.reason}): ${error.message}\n`, exitCode: 1 };
    }
    out += `node/${spec.name} created\n`;
  }
  return missing > PER_TURN ? { out } : { out, exitCode: 0 };
}

/** The highest number in use: the next machine has one more, so that a name never means two machines in one story. */
function highestNumber(cluster: Cluster): number {
  let highest = 0;
  for (const name of cluster.state.all('machine').keys()) {
    const number = name.match(/^node-(\d+)$/)?.[1];
    if (number !== undefined) highest = Math.max(highest, Number(number));
  }
  return highest;
}
