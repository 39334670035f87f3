/** What can be wrong with a machine, and what follows for who runs on it and who hears of it. */
import type { Machine, Pressure } from '../store/records.ts';
import type { Millis } from '../time/millis.ts';

type Fault = Partial<Pick<Machine, 'kubelet' | 'power' | 'network' | 'boots' | 'pressure'>>;

/** Its kubelet looks after its containers. */
export function isWorking({ kubelet, power }: Machine): boolean {
  return kubelet === 'running' && power !== 'off';
}

/** Its kubelet and the API server hear each other. */
export function isHeard(machine: Machine): boolean {
  return isWorking(machine) && machine.network !== 'cut';
}

/** The machine after a change; its heartbeats stop with the first fault, and begin anew when the last is gone. */
export function changed(machine: Machine, fault: Fault, now: Millis): Machine {
  const { silentSince, ...rest } = machine;
  const next: Machine = withoutAbsent({ ...rest, ...fault });
  if (!isHeard(next)) return { ...next, silentSince: silentSince ?? now };
  return silentSince === undefined ? next : { ...next, since: now };
}

function withoutAbsent(machine: Machine): Machine {
  return Object.fromEntries(Object.entries(machine).filter(([, value]) => value !== undefined)) as unknown as Machine;
}

export function withPressure({ pressure = [] }: Machine, kind: Pressure, on: boolean): Fault {
  const rest = pressure.filter((one) => one !== kind);
  const next = on ? [...rest, kind] : rest;
  return { pressure: next.length > 0 ? next : undefined };
}
