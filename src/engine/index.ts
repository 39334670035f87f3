/** The engine's only entry: what other layers may import. */
export type { Api, DeleteOptions, ListOptions, Patch, WatchEvent, WriteOptions } from './apiserver/api.ts';
export type { Attributes, UserInfo } from './apiserver/authorization/attributes.ts';
export { breakdownRule, compactRules } from './apiserver/authorization/compact-rules.ts';
export type { Impersonation } from './apiserver/authorization/impersonation.ts';
export type { UserApi } from './apiserver/authorization/user-connection.ts';
export { metadataProblem } from './apiserver/decode/client-metadata.ts';
export { goJson } from './apiserver/decode/go-json.ts';
export { quoted } from './apiserver/errors.ts';
export { applyJsonPatch, JsonPatchError } from './apiserver/patch/json-patch.ts';
export { applyMergePatch } from './apiserver/patch/merge.ts';
export { StrategicPatchError } from './apiserver/patch/patch-error.ts';
export { strategicMergePatch } from './apiserver/patch/patched.ts';
export { threeWayPatch } from './apiserver/patch/three-way-patch.ts';
export { resourceOf, resources } from './apiserver/resources.ts';
export { ApiError, type Status, type StatusCause } from './apiserver/status.ts';
export { qosClass } from './apiserver/strategies/pod-qos.ts';
export type { ResourceInfo } from './apiserver/strategy.ts';
export { Cluster, type ClusterOptions } from './cluster.ts';
export { type Placement, type PlacementReason, placementOf } from './controllers/daemonset/placement.ts';
export { targetNodeName } from './controllers/daemonset/pod-template.ts';
export {
  type Input,
  type InputListener,
  isOutside,
  ReplayMismatch,
  type WrittenInput,
  type WrittenStep,
} from './inputs.ts';
export type { NodeSpec } from './kubelet/node-object.ts';
export { lastHeartbeat } from './kubelet/node-object.ts';
export type * from './model/apps.ts';
export type * from './model/config.ts';
export { controllerOf } from './model/controller-ref.ts';
export type * from './model/coordination.ts';
export type * from './model/core.ts';
export {
  convertFieldSelector,
  FieldSelectorError,
  fieldSelectorMatches,
  parseFieldSelector,
} from './model/field-selector.ts';
export type * from './model/kinds.ts';
export { isKind, KINDS, objectKey, refOf } from './model/kinds.ts';
export {
  formatLabelSelector,
  matchesSelector,
  type ParsedSelector,
  parseSelector,
  SelectorError,
  selectorMatches,
} from './model/labels.ts';
export type * from './model/meta.ts';
export {
  isConfigMapKey,
  isDNS1123Subdomain,
  isQualifiedName,
  isValidLabelValue,
  isValidPortName,
} from './model/names.ts';
export type * from './model/network.ts';
export { isControlPlane } from './model/node-roles.ts';
export { amountOf, podRequests } from './model/pod-requests.ts';
export { isPodReady, isTerminal, podCondition } from './model/pods.ts';
export type * from './model/policy.ts';
export { Quantity, QuantityError } from './model/quantity.ts';
export type * from './model/rbac.ts';
export { selectableFields } from './model/selectable-fields.ts';
export type { Journal } from './store/journal.ts';
export type { Branch } from './store/journal-branches.ts';
export { type Difference, differences, type Moment } from './store/journal-differences.ts';
export type { Reader } from './store/plane.ts';
export type { Cause, Change, ImageBehaviour, Pressure, Step } from './store/records.ts';
export { CLUSTER_EPOCH, type Millis, millisOf, timestamp } from './time/millis.ts';
export type { World } from './world/world.ts';
