import { createRequire } from 'node:module';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);

export default defineConfig({
  base: './',
  plugins: [react()],
  resolve: {
    // monaco-yaml still asks for the worker by the path that older editors had.
    alias: { 'monaco-editor/esm/vs/editor/editor.worker.js': require.resolve('monaco-editor/editor/editor.worker') },
  },
  worker: { format: 'es' },
  // The editor is one large chunk by nature; it is loaded after the first paint.
  build: { target: 'es2022', manifest: true, chunkSizeWarningLimit: 5000 },
  preview: { port: 4173, strictPort: true },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'node',
    // A slow machine is not a failure.
    testTimeout: 120_000,
    setupFiles: ['src/testing/property-seed.ts'],
    globalSetup: ['src/testing/print-seed.ts'],
  },
});
