import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {getRouteApi, useRouter} from '@tanstack/react-router';
import {useState} from 'react';
import {dataOf} from '../api/client';
import {malls, type Mall} from '../api/reads';
import {useConsole} from '../app/context';
import type {MallTab} from '../app/routes';
import {Confirm} from '../parts/Confirm';
import {Loaded} from '../parts/Failure';
import {InternalLink} from '../parts/InternalLink';
import {Age, Time} from '../parts/time';
import {MallItems} from './mall/MallItems';
import {MallOrders} from './mall/MallOrders';
import {KeyDays, MallState} from './mall/MallState';

const route = getRouteApi('/malls/$mall');
const POLL_MS = 5_000;

/** One mall: how it is, its items, and its orders that are not taken completely. */
export function MallPage() {
  const {api, words} = useConsole();
  const router = useRouter();
  const {mall: name} = route.useParams();
  const search = route.useSearch();
  const {tab = 'items'} = search;
  const query = useQuery({...malls(api), refetchInterval: POLL_MS});
  const mall = query.data?.find(it => it.mall === name);
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={mall && <Actions mall={mall} />}>{words.malls.title(name)}</Header>
      }
    >
      <Loaded query={query}>
        {() =>
          mall ? (
            <SpaceBetween size="l">
              <Figures mall={mall} />
              <Tabs
                ariaLabel={words.malls.title(name)}
                activeTabId={tab}
                onChange={({detail}) =>
                  void router.navigate({
                    to: '/malls/$mall', params: {mall: name}, search: {...search, tab: detail.activeTabId as MallTab},
                  })
                }
                tabs={[
                  {id: 'items', label: words.malls.tabs.items, content: <MallItems mall={name} search={search} />},
                  {id: 'orders', label: words.malls.tabs.orders, content: <MallOrders mall={name} search={search} />},
                ]}
              />
            </SpaceBetween>
          ) : (
            <Box variant="p">
              {words.malls.unknown(name)} <InternalLink href="/malls">{words.malls.all}</InternalLink>
            </Box>
          )
        }
      </Loaded>
    </ContentLayout>
  );
}

function Figures(props: {mall: Mall}) {
  const {words, formats} = useConsole();
  const {mall} = props;
  return (
    <SpaceBetween size="m">
      {mall.lastError && (
        <Alert type="warning" header={words.malls.lastError}>
          <span className="identifier">{mall.lastError.cause}</span> (<Age at={mall.lastError.at} />)
          {mall.waitsUntil && <Box>{words.malls.waitsUntil(formats.time(mall.waitsUntil))}</Box>}
        </Alert>
      )}
      <Container>
        <KeyValuePairs
          columns={3}
          items={[
            {label: words.malls.state, value: <MallState mall={mall} />},
            {
              label: words.malls.orderLag,
              value:
                mall.orderLagSeconds === undefined ? '–' : words.malls.seconds(formats.number(mall.orderLagSeconds)),
            },
            {label: words.malls.countLag, value: words.malls.seconds(formats.number(mall.countLagSeconds))},
            {label: words.malls.listedAt, value: mall.ordersListedAt ? <Time at={mall.ordersListedAt} /> : '–'},
            {label: words.malls.writtenAt, value: mall.countsWrittenAt ? <Time at={mall.countsWrittenAt} /> : '–'},
            {label: words.malls.keyDays, value: <KeyDays mall={mall} />},
            {label: words.malls.cap, value: formats.number(mall.cap)},
            {
              label: words.malls.maintenance,
              value: mall.maintenance
                ? `${formats.time(mall.maintenance.startsAt)} – ${formats.time(mall.maintenance.endsAt)}`
                : words.common.none,
            },
            {
              label: words.malls.attention,
              value: [
                `${words.malls.inDoubt} ${formats.number(mall.itemsInDoubt)}`,
                `${words.malls.rejected} ${formats.number(mall.itemsRejected)}`,
                `${words.malls.unmapped} ${formats.number(mall.unmappedOrders)}`,
                `${words.malls.unsettled} ${formats.number(mall.unsettledOrders)}`,
              ].join(', '),
            },
          ]}
        />
      </Container>
    </SpaceBetween>
  );
}

/** Pause, or resume; the first resume connects the mall. */
function Actions(props: {mall: Mall}) {
  const {api, session, words, notify} = useConsole();
  const queries = useQueryClient();
  const [asks, setAsks] = useState(false);
  const {mall: name, state} = props.mall;
  const action = state === 'connected' ? 'pause' : state === 'paused' ? 'resume' : 'connect';
  const [asked, setAsked] = useState<typeof action>(action);
  const change = useMutation({
    mutationFn: () => {
      const params = {params: {path: {mall: name}}};
      return dataOf(
        asked === 'pause' ? api.POST('/v1/malls/{mall}/pause', params) : api.POST('/v1/malls/{mall}/resume', params),
      );
    },
    onSuccess: async answer => {
      setAsks(false);
      notify({
        type: 'success',
        header: words.malls.changed(answer.mall, words.malls.states[answer.state] ?? answer.state),
      });
      await queries.invalidateQueries({queryKey: ['malls']});
    },
  });
  if (!session.may('netstock/operate')) {
    return <Box color="text-body-secondary">{words.app.onlyView}</Box>;
  }
  return (
    <>
      <Button
        onClick={() => {
          change.reset();
          setAsked(action);
          setAsks(true);
        }}
      >
        {words.malls.actions[action]}
      </Button>
      {asks && (
        <Confirm
          title={words.malls.actionTitles[asked](name)}
          action={words.malls.actions[asked]}
          isBusy={change.isPending}
          failure={change.error}
          onConfirm={() => change.mutate()}
          onDismiss={() => setAsks(false)}
        >
          <Box variant="p">{words.malls.actionTexts[asked]}</Box>
        </Confirm>
      )}
    </>
  );
}
