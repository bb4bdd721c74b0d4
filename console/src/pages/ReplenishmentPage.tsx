import ContentLayout from '@cloudscape-design/components/content-layout';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import {useInfiniteQuery} from '@tanstack/react-query';
import {getRouteApi, useRouter} from '@tanstack/react-router';
import {dataOf} from '../api/client';
import {useConsole} from '../app/context';
import {InternalLink, skuPath} from '../parts/InternalLink';
import {PagedTable} from '../parts/PagedTable';
import {Time} from '../parts/time';

const route = getRouteApi('/replenishment');
const PAGE = 100;

export function ReplenishmentPage() {
  const {api, words, formats} = useConsole();
  const router = useRouter();
  const {day = new Date().toISOString().slice(0, 10), sku, location} = route.useSearch();
  const query = useInfiniteQuery({
    queryKey: ['replenishment', day, sku, location],
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam, signal}) =>
      dataOf(
        api.GET('/v1/replenishment-requests', {
          params: {query: {day, sku, location, limit: PAGE, cursor: pageParam}},
          signal,
        }),
      ),
    getNextPageParam: page => page.next,
  });
  const requests = query.data?.pages.flatMap(page => page.requests) ?? [];

  return (
    <ContentLayout header={<Header variant="h1">{words.pages.replenishment}</Header>}>
      <SpaceBetween size="l">
        <FormField label={words.common.day} constraintText={words.replenishment.dayHint}>
          <DatePicker
            value={day}
            placeholder="YYYY/MM/DD"
            onChange={({detail}) => {
              if (/^\d{4}-\d{2}-\d{2}$/.test(detail.value)) {
                void router.navigate({to: '/replenishment', search: {day: detail.value, sku, location}});
              }
            }}
          />
        </FormField>
        <PagedTable
          query={query}
          items={requests}
          title={words.replenishment.title}
          export={{
            file: `replenishment-${day}.csv`,
            header: [
              words.common.time, words.common.sku, words.common.location, words.replenishment.quantity,
              words.replenishment.then, words.replenishment.orderUpTo, words.replenishment.urgent,
            ],
            rows: () =>
              requests.map(it => [
                it.at, it.sku, it.location, it.quantity, it.available, it.orderUpTo,
                it.urgent ? words.common.yes : words.common.no,
              ]),
          }}
          trackBy="requestId"
          columns={[
            {id: 'at', header: words.common.time, isRowHeader: true, cell: it => <Time at={it.at} />},
            {
              id: 'sku', header: words.common.sku,
              cell: it => <InternalLink href={skuPath(it.sku)}>{it.sku}</InternalLink>,
            },
            {id: 'location', header: words.common.location, cell: it => it.location},
            {id: 'quantity', header: words.replenishment.quantity, cell: it => formats.number(it.quantity)},
            {id: 'available', header: words.replenishment.then, cell: it => formats.number(it.available)},
            {id: 'orderUpTo', header: words.replenishment.orderUpTo, cell: it => formats.number(it.orderUpTo)},
            {
              id: 'urgent', header: words.replenishment.urgent,
              cell: it =>
                it.urgent ? (
                  <StatusIndicator type="warning">{words.replenishment.urgentYes}</StatusIndicator>
                ) : (
                  words.common.no
                ),
            },
          ]}
          empty={words.replenishment.empty}
        />
      </SpaceBetween>
    </ContentLayout>
  );
}
