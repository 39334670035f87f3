/** Labels, annotations and label selectors. Follows apimachinery/pkg/apis/meta/v1/validation and pkg/api/validation. */
import type { LabelSelector, LabelSelectorRequirement, Labels } from '../../model/meta.ts';
import { byteLength, isQualifiedName, isValidLabelValue } from '../../model/names.ts';
import { goJson, goJsonStruct } from '../decode/go-json.ts';
import type { StatusCause } from '../status.ts';
import { type AsJson, asJson, forbiddenField, invalidValue, invalidValues, required, tooLong } from './causes.ts';
import { remembering } from './known-good.ts';

const annotationsLimit = 256 * 1024;

export const validateLabels = remembering((labels: Labels, path) => {
  const causes: StatusCause[] = [];
  for (const key of Object.keys(labels)) {
    const value = labels[key] ?? '';
    for (const message of isQualifiedName(key)) causes.push(invalidValue(path, key, message));
    for (const message of isValidLabelValue(value)) causes.push(invalidValue(path, value, message));
  }
  return causes;
});

export function validateLabelName(name: string, path: string): StatusCause[] {
  return invalidValues(path, name, isQualifiedName(name));
}

export function validateAnnotations(annotations: Labels | undefined, path: string): StatusCause[] {
  const causes: StatusCause[] = [];
  if (!annotations) return causes;
  let size = 0;
  for (const [key, value] of Object.entries(annotations)) {
    // Annotation keys may have upper-case prefixes.
    for (const message of isQualifiedName(key.toLowerCase())) causes.push(invalidValue(path, key, message));
    size += byteLength(key) + byteLength(value);
  }
  if (size > annotationsLimit) causes.push(tooLong(path, annotationsLimit));
  return causes;
}

export const validateLabelSelector = remembering((selector: LabelSelector, path) => {
  const causes = [...validateLabels(selector.matchLabels, `${path}.matchLabels`)];
  (selector.matchExpressions ?? []).forEach((requirement, i) => {
    causes.push(...validateRequirement(requirement, `${path}.matchExpressions[${i}]`));
  });
  return causes;
});

function validateRequirement(requirement: LabelSelectorRequirement, path: string): StatusCause[] {
  const { key, operator, values = [] } = requirement;
  const causes = [...validateSetOperator(operator, values.length, path), ...validateLabelName(key, `${path}.key`)];
  values.forEach((value, i) => {
    causes.push(...invalidValues(`${path}.values[${i}]`, value, isValidLabelValue(value)));
  });
  return causes;
}

/** The operators that label selectors and node selectors share. */
export function validateSetOperator(operator: string, values: number, path: string): StatusCause[] {
  if (operator === 'In' || operator === 'NotIn') {
    if (values > 0) return [];
    return [required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'")];
  }
  if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values === 0) return [];
    return [forbiddenField(`${path}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")];
  }
  return [invalidValue(`${path}.operator`, asJson(operator), 'not a valid selector operator')];
}

/** A selector as Go prints it: its members in their declared order. */
export function shownSelector(selector: LabelSelector | null | undefined): AsJson {
  if (!selector) return { json: 'null' };
  const { matchLabels, matchExpressions } = selector;
  const requirements = matchExpressions?.map(({ key, operator, values }) =>
    goJsonStruct([
      ['key', goJson(key)],
      ['operator', goJson(operator)],
      ['values', values?.length ? goJson(values) : undefined],
    ]),
  );
  const labels = matchLabels && Object.keys(matchLabels).length > 0 ? goJson(matchLabels) : undefined;
  return {
    json: goJsonStruct([
      ['matchLabels', labels],
      ['matchExpressions', requirements?.length ? `[${requirements.join(',')}]` : undefined],
    ]),
  };
}
