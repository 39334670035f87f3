import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatLabelSelector,
  labelSelectorAsSelector,
  matchesSelector,
  parseSelector,
  SelectorError,
  selectorMatches,
  selectorText,
} from './labels.ts';

const refusal = (text: string): string => {
  try {
    return `accepted as ${selectorText(parseSelector(text))}`;
  } catch (error) {
    return error instanceof SelectorError ? error.message : String(error);
  }
};

describe('label selector objects', () => {
  it('§9.2 an absent selector matches nothing, an empty one everything', () => {
    expect(matchesSelector(undefined, { app: 'web' })).toBe(false);
    expect(matchesSelector(null, {})).toBe(false);
    expect(matchesSelector({}, undefined)).toBe(true);
    expect(matchesSelector({ matchLabels: {}, matchExpressions: [] }, { app: 'web' })).toBe(true);
  });

  it('§9.2 labels and expressions must all match', () => {
    const selector = {
      matchLabels: { app: 'web' },
      matchExpressions: [
        { key: 'tier', operator: 'NotIn', values: ['db'] },
        { key: 'old', operator: 'DoesNotExist' },
      ],
    };
    expect(matchesSelector(selector, { app: 'web' })).toBe(true);
    expect(matchesSelector(selector, { app: 'web', tier: 'front' })).toBe(true);
    expect(matchesSelector(selector, { app: 'web', tier: 'db' })).toBe(false);
    expect(matchesSelector(selector, { app: 'web', old: '' })).toBe(false);
    expect(matchesSelector(selector, undefined)).toBe(false);
  });

  it('§9.2 a label key is never looked up on the prototype', () => {
    const selector = { matchExpressions: [{ key: 'constructor', operator: 'Exists' }] };
    expect(matchesSelector(selector, {})).toBe(false);
    expect(matchesSelector(selector, { constructor: 'x' })).toBe(true);
  });

  it('§9.2 a selector that is not valid matches nothing and says why', () => {
    const selector = { matchExpressions: [{ key: 'app', operator: 'Gt', values: ['1'] }] };
    expect(matchesSelector(selector, { app: '2' })).toBe(false);
    expect(() => labelSelectorAsSelector(selector)).toThrow('"Gt" is not a valid label selector operator');
    expect(formatLabelSelector(selector)).toBe('<error>');
  });

  it('§7.4 an empty list of values is shown as the nil slice that upstream makes of it', () => {
    const selector = { matchExpressions: [{ key: 'app', operator: 'In', values: [] }] };
    const why = "values: Invalid value: null: for 'in', 'notin' operators, values set can't be empty";
    expect(() => labelSelectorAsSelector(selector)).toThrow(why);
  });

  it('§15.6 the text for people has sorted keys, and <none> for the empty selector', () => {
    expect(formatLabelSelector({ matchLabels: { env: 'prod', app: 'web' } })).toBe('app=web,env=prod');
    expect(formatLabelSelector({})).toBe('<none>');
    expect(formatLabelSelector(undefined)).toBe('<none>');
  });
});

describe('the -l syntax', () => {
  it('§15 sorts by key and writes values in order', () => {
    const text = 'z!=w, app in (web, db,web),!gone , tier>2';
    expect(selectorText(parseSelector(text))).toBe('app in (db,web),!gone,tier>2,z!=w');
  });

  it('§15 compares whole numbers of 64 bits, and a word is neither more nor less', () => {
    const more = parseSelector('n>9223372036854775806');
    expect(selectorMatches(more, { n: '9223372036854775807' })).toBe(true);
    expect(selectorMatches(more, { n: '9223372036854775808' })).toBe(false);
    expect(selectorMatches(more, { n: 'many' })).toBe(false);
  });

  it('§15 in and notin are also words', () => {
    expect(selectorMatches(parseSelector('in in (notin)'), { in: 'notin' })).toBe(true);
    expect(selectorText(parseSelector('in,notin'))).toBe('in,notin');
  });

  it('§21.8 an empty list is valid and holds the empty value', () => {
    const selector = parseSelector('app in ()');
    expect(selectorMatches(selector, { app: '' })).toBe(true);
    expect(selectorMatches(selector, { app: 'x' })).toBe(false);
    expect(selectorText(parseSelector('app in (a,,b,)'))).toBe('app in (,a,b)');
  });

  it.each([
    [',', "found ',', expected: !, identifier, or 'end of string'"],
    ['a,', "found '', expected: identifier after ','"],
    ['!a=b', "found '=', expected: ',' or 'end of string'"],
    ['a in b', "unable to parse requirement: found 'b' expected: '('"],
    ['a in (b c)', "unable to parse requirement: found 'c', expected: ',' or ')'"],
    ['a in (b,', "unable to parse requirement: found '', expected: ',', or identifier"],
    ['a ! b', "unable to parse requirement: found '!', expected: in, notin, =, ==, !=, gt, lt"],
    ['a=>1', "unable to parse requirement: found '>', expected: identifier"],
  ])('§15 refuses %s as kubectl does', (text, message) => {
    expect(refusal(text)).toBe(message);
  });

  it('§15 a NUL ends the text, or the word it stands behind', () => {
    expect(selectorText(parseSelector('\0app=web'))).toBe('');
    expect(selectorText(parseSelector('app\0=web'))).toBe('app=web');
  });

  it('§15 the canonical text selects the same', () => {
    const name = fc.constantFrom('app', 'env', 'in', 'notin', 'tier');
    const value = fc.constantFrom('web', 'db', '3', '12', '', 'in');
    const listed = fc.uniqueArray(value, { minLength: 1, maxLength: 3 }).map((values) => `(${values.join(',')})`);
    const requirement = fc.oneof(
      name,
      name.map((key) => `!${key}`),
      fc.tuple(name, fc.constantFrom('=', '==', '!='), value).map((parts) => parts.join(' ')),
      fc.tuple(name, fc.constantFrom('in', 'notin'), listed).map((parts) => parts.join(' ')),
      fc.tuple(name, fc.constantFrom('>', '<'), fc.constantFrom('3', '12')).map((parts) => parts.join('')),
    );
    const labels = fc.dictionary(name, value);
    fc.assert(
      fc.property(fc.array(requirement, { maxLength: 4 }), labels, (requirements, given) => {
        const parsed = parseSelector(requirements.join(','));
        const again = parseSelector(selectorText(parsed));
        expect(selectorText(again)).toBe(selectorText(parsed));
        expect(selectorMatches(again, given)).toBe(selectorMatches(parsed, given));
      }),
    );
  });
});
