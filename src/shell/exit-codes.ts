/** 128 and the number of the signal. */
export const INTERRUPTED = 130;
export const BROKEN_PIPE = 141;
