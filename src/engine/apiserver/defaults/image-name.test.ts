import { describe, expect, it } from 'vitest';
import { defaultPullPolicy, imageTag } from './image-name.ts';

describe('§7.1 image pull policy', () => {
  it('§7.1 pulls always what is latest, by name or for want of one', () => {
    expect(defaultPullPolicy('nginx')).toBe('Always');
    expect(defaultPullPolicy('localhost:5000/a/b:latest')).toBe('Always');
    expect(defaultPullPolicy('localhost:5000/a/b')).toBe('Always');
    expect(defaultPullPolicy('quay.io/x/y:1.27')).toBe('IfNotPresent');
    expect(defaultPullPolicy(`nginx@sha256:${'0'.repeat(64)}`)).toBe('IfNotPresent');
  });

  it('§7.1 takes what is no image name for something with a tag', () => {
    expect(['', ' nginx ', 'Nginx', 'a//b', 'x'.repeat(5000)].map(imageTag)).toEqual(['', '', '', '', '']);
    expect(defaultPullPolicy('UPPER')).toBe('IfNotPresent');
  });
});
