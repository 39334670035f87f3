import { describe, expect, it } from 'vitest';
import { yamlOf } from './yaml-output.ts';

describe('go-yaml’s quotes', () => {
  it('are double where a text would be read as something else, single where its characters ask for them', () => {
    const texts = [
      '1',
      'yes',
      '',
      '0x1f',
      'null',
      '1:20',
      '2026-07-01',
      'x:y',
      'k: v',
      '- x',
      '*',
      '%a',
      '# x',
      "it's",
      '50%',
    ];
    const shown = ['"1"', '"yes"', '""', '"0x1f"', '"null"', '"1:20"', '"2026-07-01"'];
    const rest = ['x:y', "'k: v'", "'- x'", "'*'", "'%a'", "'# x'", "it's", '50%'];
    expect(yamlOf(texts)).toBe([...shown, ...rest].map((text) => `- ${text}\n`).join(''));
  });
});
