/** What a client makes of an object before it knows the kind: the metadata alone is typed. */
import { DecodeProblem, decodeAs } from './decode.ts';
import { structType } from './go-types.ts';

/** Go's complaint about the object's metadata, as in kubectl's `unable to decode "FILE": …`; undefined when it is fine. */
export function metadataProblem(object: unknown): string | undefined {
  try {
    decodeAs(structType('PartialObjectMetadata'), object, 'Ignore');
    return undefined;
  } catch (error) {
    if (error instanceof DecodeProblem) return error.message;
    throw error;
  }
}
