import {describe, expect, it} from 'vitest';
import {businessDay} from './businessDay';

const EVENING = new Date(2026, 10, 30, 23, 59);
const MORNING = new Date(2026, 11, 1, 0, 1);

describe('the business date of a form', () => {
  it('follows the clock over midnight while nothing was entered', () => {
    expect(businessDay(undefined, EVENING)).toBe('2026-11-30');
    expect(businessDay(undefined, MORNING)).toBe('2026-12-01');
  });

  it('stays as it was entered', () => {
    expect(businessDay('2026-11-30', MORNING)).toBe('2026-11-30');
  });

  it('stays empty when it was emptied: today is not entered unasked', () => {
    expect(businessDay('', MORNING)).toBe('');
  });
});
