/** Property tests draw from one seed, so that two runs are the same run. PROPERTY_SEED chooses another. */
import fc from 'fast-check';

export const PROPERTY_SEED = Number(process.env.PROPERTY_SEED ?? 20_260_701);

fc.configureGlobal({ seed: PROPERTY_SEED });
