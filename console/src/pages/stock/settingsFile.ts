import type {Schemas} from '../../api/client';
import {wholeNumber} from '../../parts/skus';

export const FIELDS = ['safetyStock', 'reorderPoint', 'orderUpTo', 'recoveryPoint', 'displaySamples', 'shards'] as const;
export type Field = (typeof FIELDS)[number];

/** The columns of a file with all settings, by the names of the API. */
export const COLUMNS = ['sku', 'location', ...FIELDS] as const;

const THRESHOLDS = ['safetyStock', 'reorderPoint', 'orderUpTo', 'recoveryPoint'] as const;
const REQUIRED = ['safetyStock', 'reorderPoint', 'orderUpTo'] as const;
export const ROWS_MAX = 1_000;
const AUTO = 'auto';

export type FormFault = 'skus' | 'locations' | 'nothing' | 'thresholds' | 'number' | 'tooMany';

/** A file that gives each SKU at each location these values. A setting without a value stays as it is. */
export function fileOf(
  skus: string[], locations: string[], values: Record<Field, string>,
): string | {fault: FormFault} {
  const texts = Object.fromEntries(
    FIELDS.map(field => [field, values[field].normalize('NFKC').trim()]),
  ) as Record<Field, string>;
  const filled = FIELDS.filter(field => texts[field] !== '');
  const isNumber = (field: Field) => {
    const number = wholeNumber(texts[field]);
    return (number !== undefined && number >= 0) || (field === 'shards' && texts[field] === AUTO);
  };
  const setsThresholds = THRESHOLDS.some(field => filled.includes(field));
  if (skus.length === 0) {
    return {fault: 'skus'};
  } else if (locations.length === 0) {
    return {fault: 'locations'};
  } else if (filled.length === 0) {
    return {fault: 'nothing'};
  } else if (!filled.every(isNumber)) {
    return {fault: 'number'};
  } else if (setsThresholds && !REQUIRED.every(field => filled.includes(field))) {
    return {fault: 'thresholds'};
  } else if (skus.length * locations.length > ROWS_MAX) {
    return {fault: 'tooMany'};
  }
  const columns = FIELDS.filter(field => filled.includes(field) || (field === 'recoveryPoint' && setsThresholds));
  const cells = columns.map(field => (texts[field] === AUTO ? AUTO : (wholeNumber(texts[field]) ?? '')));
  return [
    ['sku', 'location', ...columns],
    ...skus.flatMap(sku => locations.map(location => [sku, location, ...cells])),
  ].map(row => row.join(',') + '\n').join('');
}

/** The rows of a file that has these settings. */
export function settingsRows(settings: Schemas['SkuSettings'][]): (string | number | undefined)[][] {
  return settings.flatMap(({sku, locations}) =>
    locations.map(at => [sku, at.location, ...FIELDS.map(field => at[field])]),
  );
}

/** What a row changes: by setting, the texts before and after. */
export function differences(change: Schemas['SettingsChange']): [Field, string, string][] {
  const text = (value: string | number | undefined) => (value === undefined ? '–' : String(value));
  return FIELDS.filter(field => change.before[field] !== change.after[field]).map(field => [
    field, text(change.before[field]), text(change.after[field]),
  ]);
}

/** Line and column of a validation error of a file: `csv:/3/orderUpTo`. */
export function placeOf(pointer: string): {line: string; column: string} {
  const [, line = '', column = ''] = pointer.replace(/^csv:/, '').split('/');
  return {line, column: column.replaceAll('~1', '/').replaceAll('~0', '~')};
}
