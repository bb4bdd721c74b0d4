import {describe, expect, it} from 'vitest';
import {differences, fileOf, placeOf, settingsRows} from './settingsFile';

const NONE = {
  safetyStock: '', reorderPoint: '', orderUpTo: '', recoveryPoint: '', displaySamples: '', shards: '',
};

describe('a file of settings from the form', () => {
  it('has a row for each SKU at each location, and only the columns that are filled', () => {
    expect(fileOf(['A', 'B'], ['east', 'west'], {...NONE, shards: 'auto'})).toBe(
      'sku,location,shards\nA,east,auto\nA,west,auto\nB,east,auto\nB,west,auto\n',
    );
  });

  it('reads full-width digits, and leaves the recovery point to the default', () => {
    expect(fileOf(['A'], ['east'], {...NONE, safetyStock: '５', reorderPoint: '10', orderUpTo: '40'})).toBe(
      'sku,location,safetyStock,reorderPoint,orderUpTo,recoveryPoint\nA,east,5,10,40,\n',
    );
  });

  it.each([
    [[], ['east'], {shards: '2'}, 'skus'],
    [['A'], [], {shards: '2'}, 'locations'],
    [['A'], ['east'], {}, 'nothing'],
    [['A'], ['east'], {shards: 'many'}, 'number'],
    [['A'], ['east'], {displaySamples: '-1'}, 'number'],
    [['A'], ['east'], {recoveryPoint: '5'}, 'thresholds'],
    [Array.from({length: 1001}, (_, at) => `S${at}`), ['east'], {shards: '2'}, 'tooMany'],
  ])('is refused before it is sent: %#', (skus, locations, values, fault) => {
    expect(fileOf(skus, locations, {...NONE, ...values})).toEqual({fault});
  });
});

describe('settings', () => {
  it('become rows with all columns', () => {
    expect(settingsRows([{sku: 'A', locations: [{location: 'east', displaySamples: 2, shards: 'auto'}]}])).toEqual([
      ['A', 'east', undefined, undefined, undefined, undefined, 2, 'auto'],
    ]);
  });

  it('that differ are named with both values', () => {
    expect(
      differences({
        line: 2,
        sku: 'A',
        before: {location: 'east', shards: 'auto'},
        after: {location: 'east', shards: 'auto', displaySamples: 2},
      }),
    ).toEqual([['displaySamples', '–', '2']]);
  });

  it('that are wrong have their line and column', () => {
    expect(placeOf('csv:/3/orderUpTo')).toEqual({line: '3', column: 'orderUpTo'});
    expect(placeOf('csv:')).toEqual({line: '', column: ''});
  });
});
