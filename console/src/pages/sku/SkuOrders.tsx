import SpaceBetween from '@cloudscape-design/components/space-between';
import {useInfiniteQuery} from '@tanstack/react-query';
import {skuOrders} from '../../api/reads';
import {useConsole} from '../../app/context';
import {InternalLink, orderPath} from '../../parts/InternalLink';
import {PagedTable} from '../../parts/PagedTable';
import {Time, useNow} from '../../parts/time';
import {LocationChoice} from './LocationChoice';

/** The orders that hold units of a SKU. */
export function SkuOrders(props: {sku: string; location: string | undefined; locations: string[]}) {
  const {api, words, formats} = useConsole();
  const now = useNow();
  const query = useInfiniteQuery(skuOrders(api, props.sku, props.location));
  const found = query.data?.pages.flatMap(page => page.orders) ?? [];
  const newest = query.data?.pages[0]?.newestOrderAt;

  return (
    <SpaceBetween size="l">
      <LocationChoice {...props} tab="orders" withAll />
      <PagedTable
        query={query}
        items={found}
        title={words.sku.ordersTitle}
        description={newest && words.orders.newest(formats.pastAge(newest, now))}
        export={{
          file: `orders-${props.sku}.csv`,
          header: [
            words.orders.id, words.orders.state, words.common.channel, words.common.location, words.common.units,
            words.orders.reservedAt, words.orders.changedAt,
          ],
          rows: () =>
            found.map(it => [it.orderId, it.state, it.channel, it.location, it.units, it.reservedAt, it.changedAt]),
        }}
        trackBy={it => `${it.orderId} ${it.location}`}
        columns={[
          {
            id: 'id', header: words.orders.id, isRowHeader: true,
            cell: it => <InternalLink href={orderPath(it.orderId)}>{it.orderId}</InternalLink>,
          },
          {id: 'state', header: words.orders.state, cell: it => words.states[it.state] ?? it.state},
          {id: 'channel', header: words.common.channel, cell: it => it.channel},
          {id: 'location', header: words.common.location, cell: it => it.location},
          {id: 'units', header: words.common.units, cell: it => formats.number(it.units)},
          {id: 'reserved', header: words.orders.reservedAt, cell: it => <Time at={it.reservedAt} />},
        ]}
        empty={words.sku.noOrders}
      />
    </SpaceBetween>
  );
}
