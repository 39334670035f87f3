export { diagnosticsOf, plainSentence } from './diagnostics-of.ts';
export { DocumentError, readDocuments } from './go-yaml/documents.ts';
export { readYaml } from './go-yaml/read-yaml.ts';
export { YamlError } from './go-yaml/yaml-error.ts';
export { depthProblem, sizeProblem } from './limits.ts';
export {
  type Diagnostic,
  type ManifestDocument,
  type ManifestParse,
  parseManifest,
  type Span,
} from './parse-manifest.ts';
