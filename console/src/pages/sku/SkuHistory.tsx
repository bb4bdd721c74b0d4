import SpaceBetween from '@cloudscape-design/components/space-between';
import {useInfiniteQuery} from '@tanstack/react-query';
import {dataOf, type Schemas} from '../../api/client';
import {useConsole} from '../../app/context';
import {InternalLink, orderPath} from '../../parts/InternalLink';
import {PagedTable} from '../../parts/PagedTable';
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

  return (
    <SpaceBetween size="l">
      <LocationChoice {...props} tab="history" withAll />
      <PagedTable
        query={query}
        items={entries}
        title={words.sku.historyTitle}
        export={{
          file: `history-${sku}.csv`,
          header: [
            words.common.time, words.sku.kind, words.sku.change, words.common.location, words.sku.cause, 'id',
            words.common.channel,
          ],
          rows: () =>
            entries.map(it => [it.at, it.type, it.units, it.location, it.cause.kind, it.cause.id, it.channel]),
        }}
        trackBy={it => `${it.at} ${it.cause.id} ${it.step} ${it.location}`}
        columns={[
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
        empty={location ? words.sku.noHistoryHere : words.sku.noHistory}
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
