/** The engine's only entry: what other layers may import. */
export { type Api, type DeleteOptions, type ListOptions, type Patch, type WriteOptions } from './apiserver/api.ts';
export { ApiError, type Status, type StatusCause } from './apiserver/status.ts';
export type * from './model/apps.ts';
export type * from './model/core.ts';
export type * from './model/kinds.ts';
export { objectKey, refOf } from './model/kinds.ts';
export type * from './model/meta.ts';
export { CLUSTER_EPOCH, type Millis, millisOf, timestamp } from './time/millis.ts';
