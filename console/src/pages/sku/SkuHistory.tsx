import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import {useInfiniteQuery} from '@tanstack/react-query';
import {dataOf, type Schemas} from '../../api/client';
import {useConsole} from '../../app/context';
import {csv, download} from '../../parts/csv';
import {Failure} from '../../parts/Failure';
import {InternalLink, orderPath} from '../../parts/InternalLink';
import {Time} from '../../parts/time';
import {LocationChoice} from './LocationChoice';

type Entry = Schemas['HistoryEntry'];
const PAGE = 50;

/** All changes of a SKU's units, newest first. */
export function SkuHistory(props: {sku: string; location: string | undefined; locations: string[]}) {
  const {api, words, formats} = useConsole();
  const {sku, location} = props;
  const query = useInfiniteQuery({
    queryKey: ['history', sku, location],
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam, signal}) =>
      dataOf(
        api.GET('/v1/stock/{sku}/deltas', {
          params: {path: {sku}, query: {location, limit: PAGE, cursor: pageParam}},
          signal,
        }),
      ),
    getNextPageParam: page => page.next,
  });
  const entries = query.data?.pages.flatMap(page => page.deltas) ?? [];

  function save() {
    const header = [
      words.common.time, words.sku.kind, words.sku.change, words.common.location, words.sku.cause, 'id',
      words.common.channel,
    ];
    download(
      `history-${sku}.csv`,
      csv(header, entries.map(it => [
        it.at, it.type, it.units, it.location, it.cause.kind, it.cause.id, it.channel,
      ])),
    );
  }

  return (
    <SpaceBetween size="l">
      <LocationChoice {...props} tab="history" withAll />
      {query.error && <Failure failure={query.error} retry={() => void query.refetch()} />}
      <Table
        items={entries}
        loading={query.isPending && !query.error}
        loadingText={words.common.loading}
        trackBy={it => `${it.at} ${it.cause.id} ${it.step} ${it.location}`}
        ariaLabels={{tableLabel: words.sku.historyTitle}}
        header={
          <Header
            variant="h2"
            counter={words.common.count(`${formats.number(entries.length)}${query.hasNextPage ? '+' : ''}`)}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  iconName="refresh"
                  ariaLabel={words.common.refresh}
                  loading={query.isFetching}
                  onClick={() => void query.refetch()}
                />
                <Button iconName="download" disabled={entries.length === 0} onClick={save}>
                  {words.common.export}
                </Button>
              </SpaceBetween>
            }
          >
            {words.sku.historyTitle}
          </Header>
        }
        columnDefinitions={[
          {id: 'at', header: words.common.time, isRowHeader: true, cell: it => <Time at={it.at} />},
          {id: 'type', header: words.sku.kind, cell: it => words.states[it.type] ?? it.type},
          {
            id: 'units', header: words.sku.change,
            cell: it => (
              <span className="numbers">
                {it.shipped ? words.sku.shippedUnits(formats.number(it.shipped)) : formats.change(it.units)}
              </span>
            ),
          },
          {id: 'location', header: words.common.location, cell: it => it.location},
          {id: 'cause', header: words.sku.cause, cell: it => <Cause entry={it} />},
          {id: 'channel', header: words.common.channel, cell: it => it.channel ?? '–'},
        ]}
        empty={<Box textAlign="center">{location ? words.sku.noHistoryHere : words.sku.noHistory}</Box>}
        footer={
          query.hasNextPage && (
            <Box textAlign="center">
              {query.isFetchingNextPage ? (
                <StatusIndicator type="loading">{words.common.loading}</StatusIndicator>
              ) : (
                <Button onClick={() => void query.fetchNextPage()}>{words.common.more}</Button>
              )}
            </Box>
          )
        }
      />
    </SpaceBetween>
  );
}

function Cause(props: {entry: Entry}) {
  const {words} = useConsole();
  const {kind, id} = props.entry.cause;
  return kind === 'order' ? (
    <InternalLink href={orderPath(id)}>{`${words.sku.causes[kind]} ${id}`}</InternalLink>
  ) : (
    <span className="identifier">
      {kind === 'supply' ? words.sku.causes[kind] : `${words.sku.causes[kind] ?? kind} ${id}`}
    </span>
  );
}
