import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import {useQuery} from '@tanstack/react-query';
import {useRouter} from '@tanstack/react-router';
import type {Schemas} from '../api/client';
import {MINUTE_MS, queues, saleMode, salesSince, today, urgentRequests, waitingJobs} from '../api/reads';
import {useConsole} from '../app/context';
import {Loaded} from '../parts/Failure';
import {InternalLink, path} from '../parts/InternalLink';
import {MinuteChart, minutesOf} from '../parts/MinuteChart';
import {useNow} from '../parts/time';

const HOUR_MS = 60 * MINUTE_MS;
const FIGURES_MS = 5_000;
const LISTS_MS = 30_000;

/** A message that waits longer than this is late. */
const LATE_SECONDS = 300;

export function TodayPage() {
  const {api, words} = useConsole();
  const sales = useQuery({
    ...salesSince(api, () => Date.now() - HOUR_MS, 'last-hour'),
    refetchInterval: FIGURES_MS,
  });
  return (
    <ContentLayout header={<Header variant="h1">{words.pages.today}</Header>}>
      <SpaceBetween size="l">
        <SaleBanner />
        <Figures />
        <Loaded query={sales}>{data => <Sales sales={data} />}</Loaded>
      </SpaceBetween>
    </ContentLayout>
  );
}

function SaleBanner() {
  const {api, words, formats} = useConsole();
  const router = useRouter();
  const {data} = useQuery({...saleMode(api), refetchInterval: LISTS_MS});
  const plan = data?.plan;
  if (!data || data.phase === 'off' || !plan) {
    return null;
  }
  return (
    <Alert
      type="info"
      action={
        <Button onClick={() => void router.navigate({to: '/sale'})}>{words.today.saleOpen}</Button>
      }
    >
      {data.phase === 'planned' && plan.startsAt
        ? words.today.salePlanned(plan.sale, formats.time(plan.startsAt))
        : words.today.saleRunning(plan.sale)}
    </Alert>
  );
}

function Sales(props: {sales: Schemas['Sales']}) {
  const {words, formats} = useConsole();
  const {total} = props.sales;
  return (
    <SpaceBetween size="l">
      <Container>
        <KeyValuePairs
          columns={3}
          items={[
            {label: words.today.orders, value: <Big>{formats.number(total.orders)}</Big>},
            {label: words.today.units, value: <Big>{formats.number(total.units)}</Big>},
            {label: words.today.givenBack, value: <Big>{formats.number(total.givenBack)}</Big>},
          ]}
        />
      </Container>
      <MinuteChart title={words.today.perMinute} minutes={minutesOf(props.sales)} />
    </SpaceBetween>
  );
}

function Big(props: {children: string}) {
  return <Box variant="awsui-value-large">{props.children}</Box>;
}

/** Today's figures as one document, and what of it needs people. */
function Figures() {
  const {api, words, formats} = useConsole();
  const now = useNow();
  const query = useQuery({...today(api), refetchInterval: FIGURES_MS});
  return (
    <Loaded query={query}>
      {({figures}) => (
        <SpaceBetween size="l">
          <Attention figures={figures} />
          <Container header={<Header variant="h2">{words.today.day(figures.day)}</Header>}>
            <KeyValuePairs
              columns={2}
              items={[
                {label: words.today.total, value: <Big>{formats.number(figures.orders.total)}</Big>},
                {label: words.today.held, value: <Big>{formats.number(figures.orders.held)}</Big>},
              ]}
            />
          </Container>
          <Container
            header={
              <Header variant="h2" description={words.today.places}>
                {`${words.pages.stock} (${formats.pastAge(figures.stock.countedAt, now)})`}
              </Header>
            }
          >
            <KeyValuePairs
              columns={3}
              items={[
                {
                  label: words.today.low,
                  value: <StockCount n={figures.stock.low} state="low" />,
                },
                {label: words.today.soldOut, value: <StockCount n={figures.stock.soldOut} state="sold-out" />},
                {label: words.today.oversold, value: <StockCount n={figures.stock.oversold} state="oversold" />},
              ]}
            />
          </Container>
        </SpaceBetween>
      )}
    </Loaded>
  );
}

function StockCount(props: {n: number; state: string}) {
  const {formats} = useConsole();
  return (
    <InternalLink href={path('/stock', {state: props.state})} fontSize="heading-xl">
      {formats.number(props.n)}
    </InternalLink>
  );
}

/** What people look at first, each with how much of it needs them. */
function Attention(props: {figures: Schemas['Today']}) {
  const {api, words, formats} = useConsole();
  const now = useNow();
  const {figures} = props;
  const {reconcile} = figures;
  const requests = useQuery({...urgentRequests(api), refetchInterval: LISTS_MS});
  const waiting = useQuery({...queues(api), refetchInterval: LISTS_MS});
  const approvals = useQuery({...waitingJobs(api), refetchInterval: LISTS_MS});
  return (
    <Container header={<Header variant="h2">{words.today.attention}</Header>}>
      <SpaceBetween size="xs">
        <Count
          href={path('/stock', {state: 'oversold'})}
          n={figures.stock.oversold}
          text={n => words.today.oversoldNow(formats.number(n))}
        />
        <Loaded query={waiting}>
          {data => (
            <SpaceBetween size="xs">
              <Count
                href="/operations"
                n={data.queues.reduce((sum, it) => sum + it.failed, 0)}
                text={n => words.today.deadLetters(formats.number(n))}
              />
              <Count
                href="/operations"
                n={data.queues.filter(it => (it.oldestSeconds ?? 0) > LATE_SECONDS).length}
                text={n => words.today.lateQueues(formats.number(n))}
              />
            </SpaceBetween>
          )}
        </Loaded>
        <Count
          href={path('/movements', {tab: 'imports'})}
          n={figures.imports.refused}
          text={n => words.today.refusedToday(formats.number(n))}
        />
        <Count
          href={path('/movements', {tab: 'contradictions'})}
          n={figures.contradictions}
          text={n => words.today.contradictions(formats.number(n))}
        />
        <Loaded query={approvals}>
          {data => (
            <Count
              href="/operations?tab=approvals"
              n={data.jobs.length}
              text={n => words.today.approvals(formats.number(n))}
            />
          )}
        </Loaded>
        <Loaded query={requests}>
          {data => (
            <Count
              href="/replenishment"
              n={data.urgent}
              hasMore={data.hasMore}
              text={n => words.today.urgentRequests(`${formats.number(n)}${data.hasMore ? '+' : ''}`)}
            />
          )}
        </Loaded>
        <Plain isGood={figures.movementsWaiting === 0}>
          {words.today.waiting(formats.number(figures.movementsWaiting))}
        </Plain>
        <Plain isGood>{words.today.supply(formats.number(figures.supplyWaiting))}</Plain>
        {!reconcile ? (
          <StatusIndicator type="info">{words.today.neverReconciled}</StatusIndicator>
        ) : !reconcile.finishedAt ? (
          <StatusIndicator type="in-progress">{words.today.reconciling}</StatusIndicator>
        ) : (
          <Plain isGood={reconcile.findings === 0}>
            {words.today.reconciled(formats.number(reconcile.findings), formats.pastAge(reconcile.finishedAt, now))}
          </Plain>
        )}
      </SpaceBetween>
    </Container>
  );
}

function Plain(props: {isGood: boolean; children: string}) {
  return <StatusIndicator type={props.isGood ? 'success' : 'warning'}>{props.children}</StatusIndicator>;
}

function Count(props: {
  href: string;
  n: number;
  /** There may be more than `n`: zero is not good, then. */
  hasMore?: boolean;
  text: (n: number) => string;
}) {
  return (
    <StatusIndicator type={props.n > 0 || props.hasMore ? 'warning' : 'success'}>
      <InternalLink href={props.href}>{props.text(props.n)}</InternalLink>
    </StatusIndicator>
  );
}
