import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import {useInfiniteQuery} from '@tanstack/react-query';
import {useRouter} from '@tanstack/react-router';
import {useState} from 'react';
import {mallOrders} from '../../api/reads';
import {useConsole} from '../../app/context';
import {MALL_ORDER_STATES, type MallSearch} from '../../app/routes';
import {InternalLink, orderPath} from '../../parts/InternalLink';
import {nameOf} from '../../parts/mallCounts';
import {PagedTable} from '../../parts/PagedTable';
import {Time} from '../../parts/time';
import {MapItem} from './MapItem';

const POLL_MS = 10_000;

/** The orders of a mall that net stock could not take yet, or not completely. */
export function MallOrders(props: {mall: string; search: MallSearch}) {
  const {api, session, words, formats} = useConsole();
  const router = useRouter();
  const {mall, search} = props;
  const state = search.orders ?? 'unmapped';
  const mayChange = session.may('netstock/operate');
  const [mapped, setMapped] = useState<{item: string; variant: string}>();
  const query = useInfiniteQuery({
    ...mallOrders(api, mall, state),
    // Further pages would be read again, too.
    refetchInterval: it => ((it.state.data?.pages.length ?? 0) > 1 ? false : POLL_MS),
  });
  const found = query.data?.pages.flatMap(page => page.orders) ?? [];
  const states = MALL_ORDER_STATES.map(it => ({value: it as string, label: words.malls.orderStates[it] ?? it}));
  return (
    <SpaceBetween size="m">
      <FormField label={words.malls.orderState} description={words.malls.orderStateHints[state]}>
        <Select
          options={states}
          selectedOption={states.find(it => it.value === state) ?? null}
          onChange={({detail}) =>
            void router.navigate({
              to: '/malls/$mall',
              params: {mall},
              search: {...search, orders: detail.selectedOption.value as MallSearch['orders']},
            })
          }
        />
      </FormField>
      <PagedTable
        query={query}
        items={found}
        title={words.malls.orders}
        export={{
          file: `${mall}-orders.csv`,
          header: [
            words.malls.number, words.malls.placedAt, words.malls.item, words.malls.variant, words.common.units,
            words.malls.isMapped, words.malls.reservations,
          ],
          rows: () =>
            found.flatMap(it => it.items.map(line => [
              it.number, it.placedAt, line.item, line.variant, line.quantity,
              line.mapped ? words.common.yes : words.common.no, it.reservations.join(' '),
            ])),
        }}
        trackBy="number"
        columns={[
          {
            id: 'number', header: words.malls.number, isRowHeader: true, minWidth: 180,
            cell: it => <span className="identifier">{it.number}</span>,
          },
          {id: 'placed', header: words.malls.placedAt, cell: it => <Time at={it.placedAt} />},
          {
            id: 'items', header: words.malls.orderItems, minWidth: 220,
            cell: it => it.items.map(line => (
              <div key={nameOf(line)}>
                {formats.number(line.quantity)} × <span className="identifier">{nameOf(line)}</span>{' '}
                {!line.mapped && (
                  <>
                    <StatusIndicator type="warning">{words.malls.notMapped}</StatusIndicator>{' '}
                    {mayChange && (
                      <Button
                        variant="inline-link"
                        ariaLabel={words.malls.mapItem(nameOf(line))}
                        onClick={() => setMapped(line)}
                      >
                        {words.malls.map}
                      </Button>
                    )}
                  </>
                )}
              </div>
            )),
          },
          {
            id: 'waits', header: words.malls.waits,
            cell: it => (it.waits ? <StatusIndicator type="pending">{words.common.yes}</StatusIndicator> : words.common.no),
          },
          {
            id: 'reservations', header: words.malls.reservations, minWidth: 150,
            cell: it =>
              it.reservations.length === 0
                ? '–'
                : it.reservations.map(id => (
                    <div key={id}><InternalLink href={orderPath(id)}>{id}</InternalLink></div>
                  )),
          },
        ]}
        empty={words.malls.noOrders}
      />
      {mapped && (
        <MapItem mall={mall} item={mapped} parts={[]} isMapped={false} onDone={() => setMapped(undefined)} />
      )}
    </SpaceBetween>
  );
}
