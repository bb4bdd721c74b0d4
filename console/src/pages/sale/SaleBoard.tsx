import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, {type StatusIndicatorProps} from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import {useQuery} from '@tanstack/react-query';
import type {Schemas} from '../../api/client';
import {DAY_MS, manyLevels, MINUTE_MS, salesSince} from '../../api/reads';
import {useConsole} from '../../app/context';
import {Loaded} from '../../parts/Failure';
import {InternalLink, skuPath} from '../../parts/InternalLink';
import {MinuteChart, minutesOf} from '../../parts/MinuteChart';
import {Time} from '../../parts/time';
import type {SaleMode} from '../SalePage';

const BOARD_MS = 1_000;
const CHART_MINUTES = 60;

const INDICATORS: Record<Schemas['SaleStep']['state'], StatusIndicatorProps.Type> = {
  waiting: 'pending',
  running: 'in-progress',
  done: 'success',
};

/** The sale as it runs: what was sold, what remains, and what differs from normal operation. */
export function SaleBoard(props: {sale: SaleMode}) {
  const {words} = useConsole();
  const {phase, plan} = props.sale;
  if (phase === 'off' || !plan) {
    return (
      <Box textAlign="center" padding="l">
        <b>{words.sale.boardEmpty}</b>
        <Box variant="p" color="text-body-secondary">{words.sale.boardEmptyHint}</Box>
      </Box>
    );
  }
  return (
    <SpaceBetween size="l">
      {phase !== 'planned' && <Sold sale={props.sale} />}
      <Remaining skus={plan.skus} />
      <Steps steps={props.sale.steps} />
      <Overrides overrides={props.sale.activeOverrides} />
    </SpaceBetween>
  );
}

function Sold(props: {sale: SaleMode}) {
  const {api, words, formats} = useConsole();
  const {sale} = props;
  const began = Date.parse(sale.enteredAt ?? sale.since);
  const query = useQuery({
    ...salesSince(
      api,
      () => Math.max(began, Date.now() - DAY_MS + 2 * MINUTE_MS),
      `sale-${sale.plan?.sale ?? ''}`,
    ),
    refetchInterval: BOARD_MS,
  });
  return (
    <Loaded query={query}>
      {data => {
        const minutes = minutesOf(data);
        const last = minutes.at(-2)?.orders ?? 0;
        return (
          <SpaceBetween size="l">
            <Container>
              <KeyValuePairs
                columns={4}
                items={[
                  {label: words.sale.soldOrders, value: <Big>{formats.number(data.total.orders)}</Big>},
                  {label: words.sale.soldUnits, value: <Big>{formats.number(data.total.units)}</Big>},
                  {
                    label: words.sale.ordersPerSecondNow,
                    value: <Big>{formats.number(Math.round((last / 60) * 10) / 10)}</Big>,
                  },
                  {label: words.sale.givenBack, value: <Big>{formats.number(data.total.givenBack)}</Big>},
                ]}
              />
            </Container>
            <MinuteChart title={words.sale.chart} minutes={minutes.slice(-CHART_MINUTES)} />
          </SpaceBetween>
        );
      }}
    </Loaded>
  );
}

function Big(props: {children: string}) {
  return <Box variant="awsui-value-large">{props.children}</Box>;
}

function Remaining(props: {skus: string[]}) {
  const {api, words, formats} = useConsole();
  const query = useQuery({...manyLevels(api, props.skus), refetchInterval: BOARD_MS});
  if (props.skus.length === 0) {
    return null;
  }
  return (
    <Loaded query={query}>
      {data => (
        <Table
          items={data.items}
          trackBy="sku"
          ariaLabels={{tableLabel: words.sale.bySku}}
          header={<Header variant="h2">{words.sale.bySku}</Header>}
          columnDefinitions={[
            {
              id: 'sku', header: words.common.sku, isRowHeader: true,
              cell: it => <InternalLink href={skuPath(it.sku)}>{it.sku}</InternalLink>,
            },
            {id: 'remaining', header: words.sale.remaining, cell: it => formats.number(it.available)},
          ]}
          empty={<Box textAlign="center">{words.stock.unknown(data.unknown.join(', '))}</Box>}
        />
      )}
    </Loaded>
  );
}

function Steps(props: {steps: Schemas['SaleStep'][]}) {
  const {words} = useConsole();
  return (
    <Table
      items={props.steps}
      trackBy="step"
      wrapLines
      ariaLabels={{tableLabel: words.sale.steps}}
      header={<Header variant="h2">{words.sale.steps}</Header>}
      columnDefinitions={[
        {
          id: 'step', header: words.orders.step, isRowHeader: true,
          cell: it => words.sale.stepNames[it.step] ?? it.step,
        },
        {
          id: 'state', header: words.orders.state,
          cell: it => <StatusIndicator type={INDICATORS[it.state]}>{words.sale.stepStates[it.state]}</StatusIndicator>,
        },
        {
          id: 'began', header: words.movements.started,
          cell: it => (it.beganAt ? <Time at={it.beganAt} /> : '–'),
        },
        {id: 'message', header: words.sale.found, minWidth: 200, cell: it => it.message || '–'},
      ]}
      empty={<Box textAlign="center">{words.common.none}</Box>}
    />
  );
}

function Overrides(props: {overrides: SaleMode['activeOverrides']}) {
  const {words, formats} = useConsole();
  const {supply, malls, mallCap, requests, spread, limited} = props.overrides;
  return (
    <Container header={<Header variant="h2">{words.sale.overrides}</Header>}>
      <KeyValuePairs
        columns={4}
        items={[
          {label: words.sale.supply, value: words.sale.supplies[supply] ?? supply},
          {
            label: words.sale.malls,
            value:
              malls === 'capped'
                ? `${words.sale.mallModes[malls]} (${formats.number(mallCap)})`
                : (words.sale.mallModes[malls] ?? malls),
          },
          {label: words.sale.requests, value: words.sale.requestModes[requests] ?? requests},
          {label: words.sale.spread, value: spread.length ? spread.join(', ') : words.common.none},
          {label: words.sale.limited, value: limited.length ? limited.join(', ') : words.common.none},
        ]}
      />
    </Container>
  );
}
