import { PROPERTY_SEED } from './property-seed.ts';

/** Told once before the tests, to run them again with `PROPERTY_SEED=…`. */
export function setup(): void {
  console.log(`property tests draw from seed ${PROPERTY_SEED}`);
}
