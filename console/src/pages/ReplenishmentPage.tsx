import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import {useInfiniteQuery} from '@tanstack/react-query';
import {getRouteApi, useRouter} from '@tanstack/react-router';
import {dataOf} from '../api/client';
import {useConsole} from '../app/context';
import {csv, download} from '../parts/csv';
import {Failure} from '../parts/Failure';
import {InternalLink, skuPath} from '../parts/InternalLink';
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

  function save() {
    const header = [
      words.common.time, words.common.sku, words.common.location, words.replenishment.quantity,
      words.replenishment.then, words.replenishment.orderUpTo, words.replenishment.urgent,
    ];
    download(
      `replenishment-${day}.csv`,
      csv(header, requests.map(it => [
        it.at, it.sku, it.location, it.quantity, it.available, it.orderUpTo,
        it.urgent ? words.common.yes : words.common.no,
      ])),
    );
  }

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
        {query.error && <Failure failure={query.error} retry={() => void query.refetch()} />}
        <Table
          items={requests}
          loading={query.isPending && !query.error}
          loadingText={words.common.loading}
          trackBy="requestId"
          ariaLabels={{tableLabel: words.replenishment.title}}
          header={
            <Header
              counter={words.common.count(`${formats.number(requests.length)}${query.hasNextPage ? '+' : ''}`)}
              actions={
                <SpaceBetween direction="horizontal" size="xs">
                  <Button
                    iconName="refresh"
                    ariaLabel={words.common.refresh}
                    loading={query.isFetching}
                    onClick={() => void query.refetch()}
                  />
                  <Button iconName="download" disabled={requests.length === 0} onClick={save}>
                    {words.common.export}
                  </Button>
                </SpaceBetween>
              }
            >
              {words.replenishment.title}
            </Header>
          }
          columnDefinitions={[
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
          empty={<Box textAlign="center">{words.replenishment.empty}</Box>}
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
    </ContentLayout>
  );
}
