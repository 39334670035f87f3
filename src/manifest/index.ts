export { diagnosticsOf, plainSentence } from './diagnostics-of.ts';
export {
  type Diagnostic,
  type ManifestDocument,
  type ManifestParse,
  parseManifest,
  type Span,
} from './parse-manifest.ts';
