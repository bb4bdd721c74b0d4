import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, {type StatusIndicatorProps} from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import {useQuery} from '@tanstack/react-query';
import {getRouteApi, useRouter} from '@tanstack/react-router';
import {useState} from 'react';
import {ApiError, type Schemas} from '../api/client';
import {order} from '../api/reads';
import {useConsole} from '../app/context';
import {Loaded} from '../parts/Failure';
import {InternalLink, skuPath} from '../parts/InternalLink';
import {Age, Time} from '../parts/time';
import {CancelUnits} from './order/CancelUnits';
import {ReleaseOrder} from './order/ReleaseOrder';

export type Order = Schemas['ReservationWithSteps'];

const route = getRouteApi('/orders/$orderId');
const ORDER_MS = 5_000;

const INDICATORS: Record<Order['state'], StatusIndicatorProps.Type> = {
  RESERVED: 'pending',
  CONFIRMED: 'success',
  RELEASED: 'stopped',
  EXPIRED: 'stopped',
  CANCELLED: 'stopped',
};

export function OrderPage() {
  const {api, words} = useConsole();
  const router = useRouter();
  const {orderId} = route.useParams();
  const query = useQuery({...order(api, orderId), refetchInterval: ORDER_MS});
  return (
    <ContentLayout
      breadcrumbs={
        <BreadcrumbGroup
          items={[{text: words.pages.orders, href: '/orders'}, {text: orderId, href: '#'}]}
          onFollow={event => {
            event.preventDefault();
            void router.navigate({href: event.detail.href});
          }}
        />
      }
      header={<Header variant="h1">{words.orders.title(orderId)}</Header>}
    >
      <Loaded
        query={query}
        unless={failure =>
          failure instanceof ApiError && failure.status === 404 ? (
            <Box variant="p">{words.orders.unknown}</Box>
          ) : undefined
        }
      >
        {data => <Details order={data} />}
      </Loaded>
    </ContentLayout>
  );
}

function Details(props: {order: Order}) {
  const {session, words, formats} = useConsole();
  const {order: data} = props;
  const [asks, setAsks] = useState<'release' | 'cancel'>();
  const mayChange = session.may('netstock/reserve');
  const close = () => setAsks(undefined);
  return (
    <SpaceBetween size="l">
      {!mayChange && <Alert type="info">{words.app.onlyView}</Alert>}
      <Container
        header={
          <Header
            variant="h2"
            actions={
              mayChange && (
                <SpaceBetween direction="horizontal" size="xs">
                  <Button disabled={data.state !== 'RESERVED'} onClick={() => setAsks('release')}>
                    {words.orders.release}
                  </Button>
                  <Button disabled={data.state !== 'CONFIRMED'} onClick={() => setAsks('cancel')}>
                    {words.orders.cancel}
                  </Button>
                </SpaceBetween>
              )
            }
          >
            <StatusIndicator type={INDICATORS[data.state]}>{words.states[data.state]}</StatusIndicator>
          </Header>
        }
      >
        <KeyValuePairs
          columns={3}
          items={[
            {label: words.common.channel, value: data.channel},
            {label: words.orders.reservedAt, value: <Time at={data.reservedAt} />},
            {
              label: words.orders.expiresAt,
              value: (
                <>
                  <Time at={data.expiresAt} /> (<Age at={data.expiresAt} />)
                </>
              ),
            },
          ]}
        />
      </Container>
      <Table
        items={data.lines}
        trackBy={it => `${it.sku} ${it.location}`}
        ariaLabels={{tableLabel: words.orders.lines}}
        header={<Header variant="h2">{words.orders.lines}</Header>}
        columnDefinitions={[
          {
            id: 'sku', header: words.common.sku, isRowHeader: true,
            cell: it => <InternalLink href={skuPath(it.sku)}>{it.sku}</InternalLink>,
          },
          {id: 'location', header: words.common.location, cell: it => it.location},
          {id: 'quantity', header: words.orders.quantity, cell: it => formats.number(it.quantity)},
          {id: 'cancelled', header: words.orders.cancelled, cell: it => formats.number(it.cancelled ?? 0)},
          {
            id: 'remaining', header: words.orders.remaining,
            cell: it => formats.number(it.quantity - (it.cancelled ?? 0)),
          },
        ]}
        footer={
          data.shipped && (
            <Box>
              {words.orders.shipped}:{' '}
              {data.shipped.map(it => `${formats.number(it.quantity)} × ${it.sku} (${it.location})`).join(', ')}
            </Box>
          )
        }
      />
      <Table
        items={data.steps}
        trackBy={it => String(it.version)}
        ariaLabels={{tableLabel: words.orders.timeline}}
        header={<Header variant="h2">{words.orders.timeline}</Header>}
        columnDefinitions={[
          {
            id: 'step', header: words.orders.step, isRowHeader: true,
            cell: it => `${it.version}. ${words.states[it.type] ?? it.type}`,
          },
          {id: 'at', header: words.common.time, cell: it => <Time at={it.at} />},
          {id: 'effect', header: words.orders.effect, cell: it => <Effect step={it} />},
        ]}
      />
      {asks === 'release' && <ReleaseOrder order={data} onDone={close} />}
      {asks === 'cancel' && <CancelUnits order={data} onDone={close} />}
    </SpaceBetween>
  );
}

function Effect(props: {step: Schemas['Step']}) {
  const {words, formats} = useConsole();
  const {lines, shipped, cancellationId, transferId, expiresAt} = props.step;
  const texts = [
    ...(lines ?? []).map(it => `${formats.change(it.units)} ${it.sku} (${it.location})`),
    ...(shipped ?? []).map(it => `${words.sku.shippedUnits(formats.number(it.units))} ${it.sku} (${it.location})`),
  ];
  return (
    <>
      {texts.map(it => <div key={it}>{it}</div>)}
      {expiresAt && <div>{words.orders.expiresAt}: <Time at={expiresAt} /></div>}
      {texts.length === 0 && !expiresAt && words.orders.noUnits}
      {(cancellationId ?? transferId) && <Box color="text-body-secondary">{cancellationId ?? transferId}</Box>}
    </>
  );
}
