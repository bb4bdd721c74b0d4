import type {Schemas} from '../../api/client';

type Job = Schemas['Job'];

/**
 * The run that the page shows: that of the address, or the newest if the address has none. A run that is
 * not among the newest is read by its ID. An address never shows another run than its own.
 */
export function chosenRun(newest: Job[], wanted: string | undefined, read: Job | undefined): Job | undefined {
  return wanted === undefined
    ? newest[0]
    : [...newest, read].find(it => it?.kind === 'reconcile' && it.jobId === wanted);
}
