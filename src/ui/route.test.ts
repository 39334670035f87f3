import { describe, expect, it } from 'vitest';
import { addressOf, sceneOf } from './route.ts';

describe('addresses', () => {
  it.each(['#/', '#/sandbox', '#/sandbox?nodes=12&seed=a/b%20c&preset=node-monitor', '#/sandbox?nodes=0&preset=empty'])(
    '%s leads to a scene whose own address leads there too',
    (hash) => {
      const { id } = sceneOf(hash);
      expect(sceneOf(addressOf(id)).id).toBe(id);
    },
  );
});
