import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import {useQuery} from '@tanstack/react-query';
import {malls, type Mall} from '../api/reads';
import {useConsole} from '../app/context';
import {Loaded} from '../parts/Failure';
import {InternalLink, mallPath} from '../parts/InternalLink';
import {ListActions} from '../parts/PagedTable';
import {Age} from '../parts/time';
import {KeyDays, MallState} from './mall/MallState';

const POLL_MS = 5_000;

/** The state of each mall of the stage. */
export function MallsPage() {
  const {api, words} = useConsole();
  const query = useQuery({...malls(api), refetchInterval: it => (it.state.data?.length === 0 ? false : POLL_MS)});
  return (
    <ContentLayout header={<Header variant="h1" description={words.malls.description}>{words.pages.malls}</Header>}>
      <Loaded query={query}>{data => (data.length === 0 ? <NoMalls /> : <List malls={data} query={query} />)}</Loaded>
    </ContentLayout>
  );
}

function NoMalls() {
  const {words} = useConsole();
  return (
    <Container header={<Header variant="h2">{words.malls.none}</Header>}>
      <Box variant="p">{words.malls.connectFirst}</Box>
      <ol>
        {words.malls.connectSteps.map(step => <li key={step}>{step}</li>)}
      </ol>
      <Box variant="p" color="text-body-secondary">{words.malls.connectGuide}</Box>
    </Container>
  );
}

function List(props: {malls: Mall[]; query: {isFetching: boolean; refetch: () => Promise<unknown>}}) {
  const {words, formats} = useConsole();
  const count = (mall: Mall, units: number, href: string) =>
    units === 0 ? (
      formats.number(0)
    ) : (
      <InternalLink href={href} ariaLabel={`${mall.mall}: ${formats.number(units)}`}>
        <StatusIndicator type="warning">{formats.number(units)}</StatusIndicator>
      </InternalLink>
    );
  return (
    <Table
      items={props.malls}
      trackBy="mall"
      ariaLabels={{tableLabel: words.pages.malls}}
      header={
        <Header
          variant="h2"
          counter={words.common.count(formats.number(props.malls.length))}
          actions={
            <ListActions
              query={props.query}
              isEmpty={props.malls.length === 0}
              export={{
                file: 'malls.csv',
                header: [
                  words.malls.mall, words.malls.state, words.malls.orderLag, words.malls.countLag,
                  words.malls.listedAt, words.malls.writtenAt, words.malls.cap, words.malls.keyDays,
                  words.malls.inDoubt, words.malls.rejected, words.malls.unmapped, words.malls.unsettled,
                ],
                rows: () =>
                  props.malls.map(it => [
                    it.mall, it.state, it.orderLagSeconds, it.countLagSeconds, it.ordersListedAt, it.countsWrittenAt,
                    it.cap, it.credentialDaysLeft, it.itemsInDoubt, it.itemsRejected, it.unmappedOrders,
                    it.unsettledOrders,
                  ]),
              }}
            />
          }
        >
          {words.malls.all}
        </Header>
      }
      columnDefinitions={[
        {
          id: 'mall', header: words.malls.mall, isRowHeader: true, minWidth: 120,
          cell: it => <InternalLink href={mallPath(it.mall)}>{it.mall}</InternalLink>,
        },
        {id: 'state', header: words.malls.state, minWidth: 150, cell: it => <MallState mall={it} />},
        {
          id: 'orderLag', header: words.malls.orderLag,
          cell: it => (it.orderLagSeconds === undefined ? '–' : words.malls.seconds(formats.number(it.orderLagSeconds))),
        },
        {
          id: 'countLag', header: words.malls.countLag,
          cell: it => words.malls.seconds(formats.number(it.countLagSeconds)),
        },
        {
          id: 'listed', header: words.malls.listedAt, minWidth: 110,
          cell: it => (it.ordersListedAt ? <Age at={it.ordersListedAt} /> : '–'),
        },
        {
          id: 'written', header: words.malls.writtenAt, minWidth: 110,
          cell: it => (it.countsWrittenAt ? <Age at={it.countsWrittenAt} /> : '–'),
        },
        {id: 'cap', header: words.malls.cap, cell: it => formats.number(it.cap)},
        {id: 'key', header: words.malls.keyDays, minWidth: 110, cell: it => <KeyDays mall={it} />},
        {
          id: 'inDoubt', header: words.malls.inDoubt,
          cell: it => count(it, it.itemsInDoubt, mallPath(it.mall, {tab: 'items', state: 'in-doubt'})),
        },
        {
          id: 'rejected', header: words.malls.rejected,
          cell: it => count(it, it.itemsRejected, mallPath(it.mall, {tab: 'items', state: 'rejected'})),
        },
        {
          id: 'unmapped', header: words.malls.unmapped,
          cell: it => count(it, it.unmappedOrders, mallPath(it.mall, {tab: 'orders', orders: 'unmapped'})),
        },
        {
          id: 'unsettled', header: words.malls.unsettled,
          cell: it => count(it, it.unsettledOrders, mallPath(it.mall, {tab: 'orders', orders: 'unsettled'})),
        },
      ]}
    />
  );
}
