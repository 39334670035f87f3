/** Chooses between an engine here and one in a worker. */
import type { EngineMaker, Made, Making, Way } from '../keeping/make-engine.ts';

/** Makes it in a worker where that pays, and else here; also when no worker can be had. */
export const madeWhereItPays =
  (pays: (making: Making) => boolean, inWorker: EngineMaker, here: EngineMaker): EngineMaker =>
  async (making: Making, way: Way): Promise<Made | undefined> => {
    if (!pays(making)) return here(making, way);
    try {
      return await inWorker(making, way);
    } catch {
      const made = await here(making, way);
      return made && { ...made, home: 'page-instead' };
    }
  };
