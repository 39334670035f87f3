import { describe, expect, it } from 'vitest';
import { validateTolerations } from './tolerations.ts';

describe('validateTolerations', () => {
  it('§7.5 accepts what a user usually writes', () => {
    const list = [
      { operator: 'Exists' },
      { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' },
      { key: 'team', operator: 'Equal', value: 'db', effect: 'NoExecute', tolerationSeconds: 60 },
    ];
    expect(validateTolerations(list, 'spec.template.spec.tolerations')).toEqual([]);
  });

  it('§7.5 names field, reason and message of each mistake, in upstream’s order', () => {
    const list = [{ operator: 'Exists' }, { operator: 'Equal', effect: 'Soon', tolerationSeconds: 0 }];
    expect(validateTolerations(list, 'spec.tolerations')).toEqual([
      {
        field: 'spec.tolerations[1].operator',
        reason: 'FieldValueInvalid',
        message:
          'Invalid value: "Equal": operator must be Exists when `key` is empty, which means "match all values and all keys"',
      },
      {
        field: 'spec.tolerations[1].effect',
        reason: 'FieldValueInvalid',
        message: 'Invalid value: "Soon": effect must be \'NoExecute\' when `tolerationSeconds` is set',
      },
      {
        field: 'spec.tolerations[1].effect',
        reason: 'FieldValueNotSupported',
        message: 'Unsupported value: "Soon": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
      },
    ]);
  });

  it('§21.5 the refusal of Gt lists Gt', () => {
    const [cause] = validateTolerations([{ key: 'level', operator: 'Gt', value: '7' }], 't');
    expect(cause?.message).toBe('Unsupported value: "Gt": supported values: "Equal", "Exists", "Lt", "Gt"');
  });
});
