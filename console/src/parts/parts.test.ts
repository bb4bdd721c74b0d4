import {describe, expect, it} from 'vitest';
import {csv} from './csv';
import {trees} from './explanationTree';
import {inParts, skusOf, wholeNumber} from './skus';

describe('csv', () => {
  it('starts with a byte order mark and ends each row with CRLF', () => {
    expect(csv(['名前'], [['日傘']])).toBe('\uFEFF名前\r\n日傘\r\n');
  });

  it('quotes separators, quotes and line breaks', () => {
    expect(csv(['a'], [['x,"y"\nz']])).toBe('\uFEFFa\r\n"x,""y""\nz"\r\n');
  });

  it('keeps texts from being run as formulas, and numbers as they are', () => {
    expect(csv(['a', 'b', 'c'], [['=1+1', -3, undefined]])).toBe("\uFEFFa,b,c\r\n'=1+1,-3,\r\n");
  });
});

describe('inParts', () => {
  it('has each SKU once, and no empty part', () => {
    expect(inParts(['a', 'b', 'c'], 2)).toEqual([['a', 'b'], ['c']]);
    expect(inParts(['a', 'b'], 2)).toEqual([['a', 'b']]);
    expect(inParts([], 2)).toEqual([]);
  });
});

describe('trees', () => {
  it('puts the terms of a sum below it, with their signs', () => {
    const [supply] = trees([
      {name: 'book', units: 13},
      {name: 'sales', units: -1},
      {name: 'onHand', units: 12, is: 'book + sales'},
      {name: 'samples', units: 2},
      {name: 'net', units: 10, is: 'onHand - samples'},
    ]);
    expect(supply?.line.name).toBe('net');
    expect(supply?.terms.map(it => [it.line.name, it.isSubtracted])).toEqual([['onHand', false], ['samples', true]]);
    expect(supply?.terms[0]?.terms.map(it => it.line.name)).toEqual(['book', 'sales']);
  });

  it('ends where terms form a circle, and leaves out unknown terms', () => {
    const all = trees([
      {name: 'top', units: 1, is: 'a + missing'},
      {name: 'a', units: 1, is: 'b'},
      {name: 'b', units: 1, is: 'a'},
    ]);
    expect(all.map(it => it.line.name)).toEqual(['top']);
    expect(all[0]?.terms[0]?.terms[0]?.terms).toEqual([]);
  });
});

describe('skusOf', () => {
  it('separates by spaces, commas and lines, and keeps each SKU once', () => {
    expect(skusOf('A B,A\n４９０１、C')).toEqual(['A', 'B', '4901', 'C']);
  });
});

describe('wholeNumber', () => {
  it.each([['12', 12], ['-2', -2], ['−2', -2], ['１０', 10], [' 7 ', 7]])('reads %s', (text, value) => {
    expect(wholeNumber(text)).toBe(value);
  });

  it.each(['', '1.5', 'a', '--1', '12345678901'])('refuses %s', text => {
    expect(wholeNumber(text)).toBeUndefined();
  });
});
