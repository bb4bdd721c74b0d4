import {createRootRoute, createRoute, createRouter, lazyRouteComponent} from '@tanstack/react-router';
import type {AuditSearch, ItemSearch, OrderSearch} from '../api/reads';
import {NotFound, Shell} from './Shell';

/** Views are addresses: tabs, filters and choices are in the query. Every page is a file of its own. */

const root = createRootRoute({component: Shell, notFoundComponent: NotFound});

const today = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../pages/TodayPage'), 'TodayPage'),
});

export const ITEM_STATES = ['low', 'sold-out', 'oversold', 'hot'] as const;
export const ITEM_SORTS = ['sku', 'available', '-available'] as const;

/** A saved view of the stock is its address. */
export interface StockSearch extends ItemSearch {
  skus?: string;
  /** The SKUs whose settings are edited. */
  edit?: string;
}

const stock = createRoute({
  getParentRoute: () => root,
  path: '/stock',
  validateSearch: (search: Record<string, unknown>): StockSearch => ({
    skus: text(search.skus),
    edit: text(search.edit),
    query: text(search.query),
    state: oneOf(ITEM_STATES, search.state),
    category: text(search.category),
    location: text(search.location),
    sort: oneOf(ITEM_SORTS, search.sort),
  }),
  component: lazyRouteComponent(() => import('../pages/StockPage'), 'StockPage'),
});

const SKU_TABS = ['levels', 'explanation', 'history', 'orders', 'allocation', 'settings'] as const;
export type SkuTab = (typeof SKU_TABS)[number];

const sku = createRoute({
  getParentRoute: () => root,
  path: '/skus/$sku',
  validateSearch: (search: Record<string, unknown>): {tab?: SkuTab; location?: string} => ({
    tab: oneOf(SKU_TABS, search.tab),
    location: text(search.location),
  }),
  component: lazyRouteComponent(() => import('../pages/SkuPage'), 'SkuPage'),
});

export const ORDER_STATES = ['RESERVED', 'CONFIRMED', 'RELEASED', 'EXPIRED', 'CANCELLED'] as const;

const orders = createRoute({
  getParentRoute: () => root,
  path: '/orders',
  validateSearch: (search: Record<string, unknown>): OrderSearch => ({
    state: oneOf(ORDER_STATES, search.state),
    channel: text(search.channel),
  }),
  component: lazyRouteComponent(() => import('../pages/OrdersPage'), 'OrdersPage'),
});

const order = createRoute({
  getParentRoute: () => root,
  path: '/orders/$orderId',
  component: lazyRouteComponent(() => import('../pages/OrderPage'), 'OrderPage'),
});

const MOVEMENT_TABS = ['record', 'imports', 'contradictions'] as const;
export type MovementTab = (typeof MOVEMENT_TABS)[number];

const movements = createRoute({
  getParentRoute: () => root,
  path: '/movements',
  validateSearch: (search: Record<string, unknown>): {tab?: MovementTab; sku?: string; location?: string} => ({
    tab: oneOf(MOVEMENT_TABS, search.tab),
    sku: text(search.sku),
    location: text(search.location),
  }),
  component: lazyRouteComponent(() => import('../pages/MovementsPage'), 'MovementsPage'),
});

const replenishment = createRoute({
  getParentRoute: () => root,
  path: '/replenishment',
  validateSearch: (search: Record<string, unknown>): {day?: string; sku?: string; location?: string} => ({
    day: text(search.day),
    sku: text(search.sku),
    location: text(search.location),
  }),
  component: lazyRouteComponent(() => import('../pages/ReplenishmentPage'), 'ReplenishmentPage'),
});

const places = createRoute({
  getParentRoute: () => root,
  path: '/places',
  component: lazyRouteComponent(() => import('../pages/PlacesPage'), 'PlacesPage'),
});

const SALE_TABS = ['board', 'plan', 'checks', 'report'] as const;
export type SaleTab = (typeof SALE_TABS)[number];

const sale = createRoute({
  getParentRoute: () => root,
  path: '/sale',
  validateSearch: (search: Record<string, unknown>): {tab?: SaleTab} => ({tab: oneOf(SALE_TABS, search.tab)}),
  component: lazyRouteComponent(() => import('../pages/SalePage'), 'SalePage'),
});

const reconcile = createRoute({
  getParentRoute: () => root,
  path: '/reconcile',
  validateSearch: (search: Record<string, unknown>): {job?: string} => ({job: text(search.job)}),
  component: lazyRouteComponent(() => import('../pages/ReconcilePage'), 'ReconcilePage'),
});

const OPERATIONS_TABS = ['queues', 'dead-letters', 'jobs', 'approvals', 'audit'] as const;
export type OperationsTab = (typeof OPERATIONS_TABS)[number];

const operations = createRoute({
  getParentRoute: () => root,
  path: '/operations',
  validateSearch: (search: Record<string, unknown>): AuditSearch & {tab?: OperationsTab; queue?: string} => ({
    tab: oneOf(OPERATIONS_TABS, search.tab),
    day: text(search.day),
    who: text(search.who),
    action: text(search.action),
    target: text(search.target),
    queue: text(search.queue),
  }),
  component: lazyRouteComponent(() => import('../pages/OperationsPage'), 'OperationsPage'),
});

const malls = createRoute({
  getParentRoute: () => root,
  path: '/malls',
  component: lazyRouteComponent(() => import('../pages/MallsPage'), 'MallsPage'),
});

const MALL_TABS = ['items', 'orders'] as const;
export type MallTab = (typeof MALL_TABS)[number];
export const MALL_ITEM_STATES = ['in-doubt', 'rejected'] as const;
export const MALL_ORDER_STATES = ['unmapped', 'unsettled'] as const;

export interface MallSearch {
  tab?: MallTab;
  sku?: string;
  state?: (typeof MALL_ITEM_STATES)[number];
  orders?: (typeof MALL_ORDER_STATES)[number];
}

const mall = createRoute({
  getParentRoute: () => root,
  path: '/malls/$mall',
  validateSearch: (search: Record<string, unknown>): MallSearch => ({
    tab: oneOf(MALL_TABS, search.tab),
    sku: text(search.sku),
    state: oneOf(MALL_ITEM_STATES, search.state),
    orders: oneOf(MALL_ORDER_STATES, search.orders),
  }),
  component: lazyRouteComponent(() => import('../pages/MallPage'), 'MallPage'),
});

export function createConsoleRouter() {
  return createRouter({
    routeTree: root.addChildren([
      today, stock, sku, orders, order, movements, replenishment, places, sale, malls, mall, reconcile, operations,
    ]),
    // Queries stay as people write them: SKUs of digits alone are texts, too.
    parseSearch: query => Object.fromEntries(new URLSearchParams(query)),
    stringifySearch: search => {
      const query = new URLSearchParams(
        Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
      ).toString();
      return query ? `?${query}` : '';
    },
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function oneOf<T extends string>(values: readonly T[], value: unknown): T | undefined {
  return values.find(it => it === value);
}
