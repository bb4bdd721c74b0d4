import {QueryClient} from '@tanstack/react-query';
import {describe, expect, it} from 'vitest';
import type {Api} from './client';
import {urgentRequests} from './reads';

/** An API with these pages of requests, each given as whether it is urgent. Notes the cursors it is asked for. */
function apiOf(pages: boolean[][], cursors: (string | undefined)[] = []): Api {
  const GET = (_: string, {params}: {params: {query: {cursor?: string}}}) => {
    const {cursor} = params.query;
    const at = Number(cursor ?? 0);
    cursors.push(cursor);
    return Promise.resolve({
      data: {
        requests: (pages[at] ?? []).map(urgent => ({urgent})),
        next: at + 1 < pages.length ? String(at + 1) : undefined,
      },
      response: new Response(),
    });
  };
  return {GET} as unknown as Api;
}

describe('urgentRequests', () => {
  const count = (api: Api) => new QueryClient().fetchQuery(urgentRequests(api));

  it('counts those of all pages', async () => {
    const cursors: (string | undefined)[] = [];
    expect(await count(apiOf([[false, true], [], [true, true, false]], cursors))).toEqual({urgent: 3, hasMore: false});
    expect(cursors).toEqual([undefined, '1', '2']);
  });

  it('counts none on a day without requests', async () => {
    expect(await count(apiOf([[]]))).toEqual({urgent: 0, hasMore: false});
  });

  it('says that there are more than it read', async () => {
    const cursors: (string | undefined)[] = [];
    expect(await count(apiOf(Array.from({length: 11}, () => [false]), cursors))).toEqual({urgent: 0, hasMore: true});
    expect(cursors).toHaveLength(10);
  });
});
