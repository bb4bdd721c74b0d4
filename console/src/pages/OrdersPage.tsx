import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import ContentLayout from '@cloudscape-design/components/content-layout';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import {useInfiniteQuery} from '@tanstack/react-query';
import {getRouteApi, useRouter} from '@tanstack/react-router';
import {useState} from 'react';
import {orders, type OrderSearch} from '../api/reads';
import {useConsole} from '../app/context';
import {ORDER_STATES} from '../app/routes';
import {InternalLink, orderPath, skuPath} from '../parts/InternalLink';
import {PagedTable} from '../parts/PagedTable';
import {NAME} from '../parts/skus';
import {SubmitForm} from '../parts/SubmitForm';
import {Time, useNow} from '../parts/time';

const route = getRouteApi('/orders');
const LIST_MS = 10_000;

export function OrdersPage() {
  const {words} = useConsole();
  const search = route.useSearch();
  return (
    <ContentLayout header={<Header variant="h1" description={words.orders.description}>{words.pages.orders}</Header>}>
      <SpaceBetween size="l">
        <OpenOrder />
        <RecentOrders search={search} />
      </SpaceBetween>
    </ContentLayout>
  );
}

function OpenOrder() {
  const {words} = useConsole();
  const router = useRouter();
  const [text, setText] = useState('');
  const [fault, setFault] = useState('');

  function open() {
    const orderId = text.normalize('NFKC').trim();
    if (NAME.test(orderId)) {
      void router.navigate({to: '/orders/$orderId', params: {orderId}});
    } else {
      setFault(words.orders.invalid);
    }
  }

  return (
    <SubmitForm onSubmit={open}>
      <FormField
        label={words.orders.id}
        errorText={fault}
        secondaryControl={<Button formAction="submit">{words.common.open}</Button>}
      >
        <Input type="search" value={text} onChange={({detail}) => setText(detail.value)} />
      </FormField>
    </SubmitForm>
  );
}

function RecentOrders(props: {search: OrderSearch}) {
  const {api, words, formats} = useConsole();
  const router = useRouter();
  const now = useNow();
  const {search} = props;
  const [shown, setShown] = useState(search.channel);
  const [channel, setChannel] = useState(search.channel ?? '');
  // A link or the browser's history may change the address; the fields keep the focus.
  if (shown !== search.channel) {
    setShown(search.channel);
    setChannel(search.channel ?? '');
  }
  const query = useInfiniteQuery({
    ...orders(api, search),
    // Further pages would be read again, too.
    refetchInterval: it => ((it.state.data?.pages.length ?? 0) > 1 ? false : LIST_MS),
  });
  const found = query.data?.pages.flatMap(page => page.orders) ?? [];
  const newest = query.data?.pages[0]?.newestOrderAt;
  const states = [
    {value: '', label: words.common.all},
    ...ORDER_STATES.map(it => ({value: it as string, label: words.states[it] ?? it})),
  ];

  function go(change: OrderSearch) {
    void router.navigate({to: '/orders', search: {...search, channel: channel.trim() || undefined, ...change}});
  }

  return (
    <SpaceBetween size="m">
      <SubmitForm onSubmit={() => go({})}>
        <ColumnLayout columns={2}>
          <FormField label={words.orders.state}>
            <Select
              options={states}
              selectedOption={states.find(it => it.value === (search.state ?? '')) ?? null}
              onChange={({detail}) => go({state: (detail.selectedOption.value || undefined) as OrderSearch['state']})}
            />
          </FormField>
          <FormField label={words.common.channel}>
            <Input
              value={channel}
              placeholder={words.common.all}
              onChange={({detail}) => setChannel(detail.value)}
              onBlur={() => channel.trim() !== (search.channel ?? '') && go({})}
            />
          </FormField>
        </ColumnLayout>
      </SubmitForm>
      <PagedTable
        query={query}
        items={found}
        title={words.orders.recent}
        description={newest && words.orders.newest(formats.pastAge(newest, now))}
        export={{
          file: 'orders.csv',
          header: [
            words.orders.id, words.orders.state, words.common.channel, words.orders.reservedAt, words.orders.changedAt,
            words.common.sku, words.common.location, words.common.units, words.orders.shipped,
          ],
          rows: () =>
            found.flatMap(it => it.lines.map(line => [
              it.orderId, it.state, it.channel, it.reservedAt, it.changedAt, line.sku, line.location, line.units,
              line.shipped,
            ])),
        }}
        trackBy="orderId"
        columns={[
          {
            id: 'id', header: words.orders.id, isRowHeader: true, minWidth: 150,
            cell: it => <InternalLink href={orderPath(it.orderId)}>{it.orderId}</InternalLink>,
          },
          {id: 'state', header: words.orders.state, cell: it => words.states[it.state] ?? it.state},
          {id: 'channel', header: words.common.channel, cell: it => it.channel},
          {
            id: 'lines', header: words.orders.lines, minWidth: 180,
            cell: it => it.lines.map(line => (
              <div key={`${line.sku} ${line.location}`}>
                {formats.number(line.units)} × <InternalLink href={skuPath(line.sku)}>{line.sku}</InternalLink>{' '}
                ({line.location})
              </div>
            )),
          },
          {id: 'reserved', header: words.orders.reservedAt, cell: it => <Time at={it.reservedAt} />},
          {id: 'changed', header: words.orders.changedAt, cell: it => <Time at={it.changedAt} />},
        ]}
        empty={words.orders.none}
      />
    </SpaceBetween>
  );
}
