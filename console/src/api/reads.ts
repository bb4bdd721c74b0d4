import {infiniteQueryOptions, queryOptions} from '@tanstack/react-query';
import {inParts} from '../parts/skus';
import {ApiError, dataOf, type Api, type Schemas} from './client';

/** As many SKUs fit into a response, which has at most 6 MB, at 2,000 locations. */
const LEVELS_AT_ONCE = 40;

/** What the pages read. Poll intervals in milliseconds are theirs. */

export function levels(api: Api, sku: string) {
  return queryOptions({
    queryKey: ['levels', sku],
    queryFn: ({signal}) =>
      dataOf(api.GET('/v1/stock/{sku}', {params: {path: {sku}, query: {consistent: 'true'}}, signal})),
  });
}

export function manyLevels(api: Api, skus: string[]) {
  return queryOptions({
    queryKey: ['many-levels', skus],
    enabled: skus.length > 0,
    queryFn: async ({signal}) => {
      const parts = await Promise.all(
        inParts(skus, LEVELS_AT_ONCE).map(sku =>
          dataOf(api.GET('/v1/stock', {params: {query: {sku}}, signal})),
        ),
      );
      return {items: parts.flatMap(it => it.items), unknown: parts.flatMap(it => it.unknown)};
    },
  });
}

export function explanation(api: Api, sku: string, location: string | undefined) {
  return queryOptions({
    queryKey: ['explanation', sku, location],
    enabled: location !== undefined,
    queryFn: ({signal}) =>
      dataOf(
        api.GET('/v1/stock/{sku}/explanation', {
          params: {path: {sku}, query: {location: location ?? ''}},
          signal,
        }),
      ),
  });
}

export function limit(api: Api, sku: string) {
  return queryOptions({
    queryKey: ['limit', sku],
    queryFn: ({signal}) => dataOf(api.GET('/v1/skus/{sku}/limit', {params: {path: {sku}}, signal})),
  });
}

export function settings(api: Api, sku: string) {
  return queryOptions({
    queryKey: ['settings', sku],
    queryFn: ({signal}) => dataOf(api.GET('/v1/skus/{sku}/settings', {params: {path: {sku}}, signal})),
  });
}

export function locations(api: Api) {
  return queryOptions({
    queryKey: ['locations'],
    queryFn: ({signal}) => dataOf(api.GET('/v1/locations', {signal})),
  });
}

export function channels(api: Api) {
  return queryOptions({
    queryKey: ['channels'],
    queryFn: ({signal}) => dataOf(api.GET('/v1/channels', {signal})),
  });
}

export function pools(api: Api) {
  return queryOptions({
    queryKey: ['pools'],
    refetchInterval: 5_000,
    queryFn: ({signal}) => dataOf(api.GET('/v1/pools', {signal})),
  });
}

export function buffers(api: Api, sku: string, location: string) {
  return queryOptions({
    queryKey: ['buffers', sku, location],
    queryFn: ({signal}) =>
      dataOf(api.GET('/v1/stock/{sku}/buffers/{location}', {params: {path: {sku, location}}, signal})),
  });
}

export function order(api: Api, orderId: string) {
  return queryOptions({
    queryKey: ['order', orderId],
    queryFn: ({signal}) =>
      dataOf(api.GET('/v1/orders/{orderId}/reservation', {params: {path: {orderId}}, signal})),
  });
}

export function imports(api: Api) {
  return queryOptions({
    queryKey: ['imports'],
    queryFn: ({signal}) => dataOf(api.GET('/v1/imports', {params: {query: {limit: 100}}, signal})),
  });
}

export function contradictions(api: Api) {
  return queryOptions({
    queryKey: ['contradictions'],
    queryFn: ({signal}) => dataOf(api.GET('/v1/contradictions', {params: {query: {limit: 100}}, signal})),
  });
}

/** Today's figures. They are sent again only if they have changed. */
export function today(api: Api) {
  return queryOptions({
    queryKey: ['today'],
    queryFn: async ({signal, client}) => {
      const known = client.getQueryData<Today>(['today']);
      const answer = await api.GET('/v1/today', {
        signal,
        // The browser's own cache would turn 304 into 200.
        cache: 'no-store',
        headers: known ? {'If-None-Match': known.tag} : {},
      });
      if (answer.response.status === 304 && known) {
        return {...known};
      }
      const figures = await dataOf(Promise.resolve(answer));
      return {figures, tag: answer.response.headers.get('etag') ?? ''};
    },
  });
}

export interface Today {
  figures: Schemas['Today'];
  tag: string;
}

/** At most so many pages of the day are read to count its urgent requests. */
const URGENT_PAGES = 10;

/** How many of today's replenishment requests are urgent, and whether there are requests that were not read. */
export function urgentRequests(api: Api) {
  return queryOptions({
    queryKey: ['replenishment', 'urgent'],
    queryFn: async ({signal}) => {
      let urgent = 0;
      let pages = 0;
      let cursor: string | undefined;
      do {
        const page: Schemas['ReplenishmentRequests'] = await dataOf(
          api.GET('/v1/replenishment-requests', {params: {query: {limit: 100, cursor}}, signal}),
        );
        urgent += page.requests.filter(it => it.urgent).length;
        pages++;
        cursor = page.next;
      } while (cursor !== undefined && pages < URGENT_PAGES);
      return {urgent, hasMore: cursor !== undefined};
    },
  });
}

export interface ItemSearch {
  query?: string;
  state?: Schemas['ItemState'];
  category?: string;
  location?: string;
  sort?: Schemas['ItemSort'];
}

export function items(api: Api, search: ItemSearch) {
  return infiniteQueryOptions({
    queryKey: ['items', search],
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam, signal}) =>
      dataOf(api.GET('/v1/items', {params: {query: {...search, limit: 50, cursor: pageParam}}, signal})),
    getNextPageParam: page => page.next,
  });
}

export function categories(api: Api) {
  return queryOptions({
    queryKey: ['categories'],
    staleTime: 5 * MINUTE_MS,
    queryFn: ({signal}) => dataOf(api.GET('/v1/categories', {signal})),
  });
}

export interface OrderSearch {
  state?: Schemas['ReservationState'];
  channel?: string;
}

export function orders(api: Api, search: OrderSearch) {
  return infiniteQueryOptions({
    queryKey: ['orders', search],
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam, signal}) =>
      dataOf(api.GET('/v1/orders', {params: {query: {...search, limit: 50, cursor: pageParam}}, signal})),
    getNextPageParam: page => page.next,
  });
}

export function skuOrders(api: Api, sku: string, location: string | undefined) {
  return infiniteQueryOptions({
    queryKey: ['sku-orders', sku, location],
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam, signal}) =>
      dataOf(
        api.GET('/v1/stock/{sku}/orders', {
          params: {path: {sku}, query: {location, limit: 50, cursor: pageParam}},
          signal,
        }),
      ),
    getNextPageParam: page => page.next,
  });
}

export interface AuditSearch {
  day?: string;
  who?: string;
  action?: string;
  target?: string;
}

/** What people and clients did on a day. */
export function audit(api: Api, search: AuditSearch) {
  return infiniteQueryOptions({
    queryKey: ['audit', search],
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam, signal}) =>
      dataOf(api.GET('/v1/audit', {params: {query: {...search, limit: 50, cursor: pageParam}}, signal})),
    getNextPageParam: page => page.next,
  });
}

/** The malls of the stage. Empty if it has none: then it has no such route, either. */
export function malls(api: Api) {
  return queryOptions({
    queryKey: ['malls'],
    queryFn: async ({signal}): Promise<Mall[]> => {
      try {
        return (await dataOf(api.GET('/v1/malls', {signal}))).malls;
      } catch (failure) {
        if (failure instanceof ApiError && failure.status === 404) {
          return [];
        }
        throw failure;
      }
    },
  });
}

export type Mall = Schemas['Malls']['malls'][number];

export interface MallItemSearch {
  sku?: string;
  state?: 'in-doubt' | 'rejected';
}

export function mallItems(api: Api, mall: string, search: MallItemSearch) {
  return infiniteQueryOptions({
    queryKey: ['mall-items', mall, search],
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam, signal}) =>
      dataOf(
        api.GET('/v1/malls/{mall}/items', {
          params: {path: {mall}, query: {...search, cursor: pageParam}},
          signal,
        }),
      ),
    getNextPageParam: page => page.next,
  });
}

export function mallOrders(api: Api, mall: string, state: 'unmapped' | 'unsettled') {
  return infiniteQueryOptions({
    queryKey: ['mall-orders', mall, state],
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam, signal}) =>
      dataOf(
        api.GET('/v1/malls/{mall}/orders', {params: {path: {mall}, query: {state, cursor: pageParam}}, signal}),
      ),
    getNextPageParam: page => page.next,
  });
}

export function saleMode(api: Api) {
  return queryOptions({
    queryKey: ['sale-mode'],
    queryFn: ({signal}) => dataOf(api.GET('/v1/sale-mode', {signal})),
  });
}

export function queues(api: Api) {
  return queryOptions({
    queryKey: ['queues'],
    queryFn: ({signal}) => dataOf(api.GET('/v1/queues', {signal})),
  });
}

/** Each look counts as a receive of the messages, so it is not repeated by itself. */
export function deadLetters(api: Api, queue: string) {
  return queryOptions({
    queryKey: ['dead-letters', queue],
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    queryFn: ({signal}) =>
      dataOf(api.GET('/v1/queues/{queue}/dead-letters', {params: {path: {queue}, query: {limit: 50}}, signal})),
  });
}

export function jobs(api: Api) {
  return queryOptions({
    queryKey: ['jobs'],
    queryFn: ({signal}) => dataOf(api.GET('/v1/jobs', {params: {query: {limit: 50}}, signal})),
  });
}

/** What waits for the approval of a second person. */
export function waitingJobs(api: Api) {
  return queryOptions({
    queryKey: ['jobs', 'waiting'],
    queryFn: ({signal}) =>
      dataOf(api.GET('/v1/jobs', {params: {query: {state: 'waiting', limit: 100}}, signal})),
  });
}

export function job(api: Api, jobId: string) {
  return queryOptions({
    queryKey: ['job', jobId],
    queryFn: ({signal}) => dataOf(api.GET('/v1/jobs/{jobId}', {params: {path: {jobId}}, signal})),
  });
}

export function findings(api: Api, jobId: string) {
  return infiniteQueryOptions({
    queryKey: ['findings', jobId],
    initialPageParam: 0,
    queryFn: ({pageParam, signal}) =>
      dataOf(
        api.GET('/v1/jobs/{jobId}/findings', {
          params: {path: {jobId}, query: {limit: 100, cursor: pageParam}},
          signal,
        }),
      ),
    getNextPageParam: page => (page.next === undefined ? undefined : Number(page.next)),
  });
}

/** Sales from a minute to the end of the current one. At most 24 hours. */
export function salesSince(api: Api, from: () => number, name: string, sku?: string) {
  return queryOptions({
    queryKey: ['sales', name, sku],
    queryFn: ({signal}) =>
      dataOf(
        api.GET('/v1/sales', {
          params: {query: {from: minute(from()), to: minute(Date.now() + MINUTE_MS), sku}},
          signal,
        }),
      ),
  });
}

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

function minute(at: number): string {
  return new Date(Math.floor(at / MINUTE_MS) * MINUTE_MS).toISOString().replace('.000Z', 'Z');
}
