import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import {useInfiniteQuery} from '@tanstack/react-query';
import {skuOrders} from '../../api/reads';
import {useConsole} from '../../app/context';
import {csv, download} from '../../parts/csv';
import {QueryFailure} from '../../parts/Failure';
import {InternalLink, orderPath} from '../../parts/InternalLink';
import {Time, useNow} from '../../parts/time';
import {LocationChoice} from './LocationChoice';

/** The orders that hold units of a SKU. */
export function SkuOrders(props: {sku: string; location: string | undefined; locations: string[]}) {
  const {api, words, formats} = useConsole();
  const now = useNow();
  const query = useInfiniteQuery(skuOrders(api, props.sku, props.location));
  const found = query.data?.pages.flatMap(page => page.orders) ?? [];
  const newest = query.data?.pages[0]?.newestOrderAt;

  function save() {
    const header = [
      words.orders.id, words.orders.state, words.common.channel, words.common.location, words.common.units,
      words.orders.reservedAt, words.orders.changedAt,
    ];
    download(
      `orders-${props.sku}.csv`,
      csv(header, found.map(it => [
        it.orderId, it.state, it.channel, it.location, it.units, it.reservedAt, it.changedAt,
      ])),
    );
  }

  return (
    <SpaceBetween size="l">
      <LocationChoice {...props} tab="orders" withAll />
      <QueryFailure query={query} />
      <Table
        items={found}
        loading={query.isPending && !query.error}
        loadingText={words.common.loading}
        trackBy={it => `${it.orderId} ${it.location}`}
        ariaLabels={{tableLabel: words.sku.ordersTitle}}
        header={
          <Header
            variant="h2"
            counter={words.common.count(`${formats.number(found.length)}${query.hasNextPage ? '+' : ''}`)}
            description={newest && words.orders.newest(formats.pastAge(newest, now))}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  iconName="refresh"
                  ariaLabel={words.common.refresh}
                  loading={query.isFetching}
                  onClick={() => void query.refetch()}
                />
                <Button iconName="download" disabled={found.length === 0} onClick={save}>{words.common.export}</Button>
              </SpaceBetween>
            }
          >
            {words.sku.ordersTitle}
          </Header>
        }
        columnDefinitions={[
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
        empty={!query.error && <Box textAlign="center">{words.sku.noOrders}</Box>}
        footer={
          query.hasNextPage && (
            <Box textAlign="center">
              <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {words.common.more}
              </Button>
            </Box>
          )
        }
      />
    </SpaceBetween>
  );
}
