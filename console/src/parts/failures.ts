import {ApiError} from '../api/client';
import type {Words} from '../words/words';

/** What a failed request means for the person, in words. */
export function messageOf(failure: unknown, words: Words): string {
  if (!(failure instanceof ApiError)) {
    return words.failures.other(0);
  }
  switch (failure.status) {
    case 0:
      return words.failures.offline;
    case 403:
      return words.failures.forbidden;
    case 429:
      return words.failures.tooMany;
    case 500:
      return words.failures.internal;
    case 503:
      return words.failures.tryAgain;
    default:
      return [failure.message, ...failure.faults.map(it => `${it.pointer} ${it.message}`)].join('\n');
  }
}
