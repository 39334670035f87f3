// Makes the editor's JSON schema from the Kubernetes types of the package kubernetes-models: field names, types, what is
// required, and Kubernetes' own descriptions. Run it after that package changes; the result is committed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const root = fileURLToPath(new URL('..', import.meta.url));
const models = path.dirname(createRequire(import.meta.url).resolve('kubernetes-models/package.json'));
const KINDS = [
  ['apps/v1', 'DaemonSet'],
  ['v1', 'Node'],
  ['v1', 'Pod'],
  ['v1', 'Namespace'],
];

const folder = mkdtempSync(path.join(root, 'node_modules', '.schema-'));
try {
  const definitions = {};
  const kinds = [];
  for (const [apiVersion, kind] of KINDS) {
    const entry = path.join(folder, `${kind}.ts`);
    writeFileSync(
      entry,
      `import type { I${kind} } from '${path.join(models, apiVersion, kind)}';\nexport type Manifest = I${kind};\n`,
    );
    const schema = createGenerator({
      path: entry,
      type: 'Manifest',
      skipTypeCheck: true,
      jsDoc: 'basic',
      expose: 'all',
      topRef: true,
      additionalProperties: false,
    }).createSchema('Manifest');
    const named = Object.fromEntries(
      Object.entries(schema.definitions ?? {}).map(([name, value]) => [name === 'Manifest' ? kind : name, value]),
    );
    Object.assign(definitions, named);
    kinds.push({ if: { properties: { kind: { const: kind } } }, then: { $ref: `#/definitions/${kind}` } });
  }
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: {
      apiVersion: {
        type: 'string',
        description: 'The version of the kind: apps/v1 for a DaemonSet.',
        enum: [...new Set(KINDS.map(([version]) => version))],
      },
      kind: { type: 'string', description: 'What this is.', enum: KINDS.map(([, kind]) => kind) },
    },
    allOf: kinds,
    definitions,
  };
  const text = JSON.stringify(schema).replaceAll('#/definitions/Manifest', '#/definitions/DaemonSet');
  writeFileSync(path.join(root, 'src/manifest/schema/kubernetes.json'), `${text}\n`);
  console.log(`${Object.keys(definitions).length} definitions, ${text.length} bytes`);
} finally {
  rmSync(folder, { recursive: true });
}
