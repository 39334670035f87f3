/** An expression that cannot be read, or not be followed through an object; the message is client-go's own. */
export class JsonPathError extends Error {}
