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
import {dataOf, type Schemas} from '../api/client';
import {contradictions, DAY_MS, imports, MINUTE_MS, saleMode, salesSince} from '../api/reads';
import {useConsole} from '../app/context';
import {Loaded} from '../parts/Failure';
import {InternalLink, path} from '../parts/InternalLink';
import {MinuteChart, minutesOf} from '../parts/MinuteChart';

const HOUR_MS = 60 * MINUTE_MS;
const FIGURES_MS = 5_000;
const LISTS_MS = 30_000;
const RECENT_IMPORTS = 20;

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
        <Attention />
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

/** The lists that people look at first, each with how much of it needs them. */
function Attention() {
  const {api, words, formats} = useConsole();
  const files = useQuery({...imports(api), refetchInterval: LISTS_MS});
  const disputes = useQuery({...contradictions(api), refetchInterval: LISTS_MS});
  const requests = useQuery({
    queryKey: ['replenishment', 'today'],
    queryFn: ({signal}) => dataOf(api.GET('/v1/replenishment-requests', {params: {query: {limit: 100}}, signal})),
    refetchInterval: LISTS_MS,
  });
  return (
    <Container header={<Header variant="h2">{words.today.attention}</Header>}>
      <SpaceBetween size="xs">
        <Loaded query={files}>
          {data => (
            <Count
              href={path('/movements', {tab: 'imports'})}
              n={data.imports.slice(0, RECENT_IMPORTS).filter(it => it.state === 'refused').length}
              text={n => words.today.refusedFiles(formats.number(n))}
            />
          )}
        </Loaded>
        <Loaded query={disputes}>
          {data => (
            <Count
              href={path('/movements', {tab: 'contradictions'})}
              n={data.contradictions.filter(it => Date.parse(it.heardAt) > Date.now() - 7 * DAY_MS).length}
              text={n => words.today.contradictions(formats.number(n))}
            />
          )}
        </Loaded>
        <Loaded query={requests}>
          {data => (
            <Count
              href="/replenishment"
              n={data.requests.filter(it => it.urgent).length}
              text={n => words.today.urgentRequests(formats.number(n))}
            />
          )}
        </Loaded>
      </SpaceBetween>
    </Container>
  );
}

function Count(props: {href: string; n: number; text: (n: number) => string}) {
  return (
    <StatusIndicator type={props.n > 0 ? 'warning' : 'success'}>
      <InternalLink href={props.href}>{props.text(props.n)}</InternalLink>
    </StatusIndicator>
  );
}
