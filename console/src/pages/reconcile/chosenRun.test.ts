import {describe, expect, it} from 'vitest';
import type {Schemas} from '../../api/client';
import {chosenRun} from './chosenRun';

function job(jobId: string, kind: Schemas['Job']['kind'] = 'reconcile'): Schemas['Job'] {
  return {
    jobId, kind, state: 'done', stopped: false, done: 1, findings: 1, startedBy: 'ken',
    startedAt: '2026-11-21T02:03:04.567Z', updatedAt: '2026-11-21T02:04:04.567Z',
  };
}

describe('chosenRun', () => {
  const newest = [job('R-3'), job('R-2')];

  it('is the newest if the address has none', () => {
    expect(chosenRun(newest, undefined, undefined)?.jobId).toBe('R-3');
    expect(chosenRun([], undefined, undefined)).toBeUndefined();
  });

  it('is that of the address', () => {
    expect(chosenRun(newest, 'R-2', undefined)?.jobId).toBe('R-2');
  });

  it('is read if it is older than the listed ones, and none until then', () => {
    expect(chosenRun(newest, 'R-1', undefined)).toBeUndefined();
    expect(chosenRun(newest, 'R-1', job('R-1'))?.jobId).toBe('R-1');
  });

  it('is no other job', () => {
    expect(chosenRun(newest, 'J-1', job('J-1', 'rebuild'))).toBeUndefined();
  });
});
