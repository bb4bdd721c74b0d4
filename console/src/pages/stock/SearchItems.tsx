import Alert from '@cloudscape-design/components/alert';
import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import {useInfiniteQuery, useQuery} from '@tanstack/react-query';
import {useRouter} from '@tanstack/react-router';
import {useState} from 'react';
import {ApiError, type Schemas} from '../../api/client';
import {categories, items, type ItemSearch} from '../../api/reads';
import {useConsole} from '../../app/context';
import {ITEM_SORTS, ITEM_STATES} from '../../app/routes';
import {InternalLink, skuPath} from '../../parts/InternalLink';
import {PagedTable} from '../../parts/PagedTable';
import {SubmitForm} from '../../parts/SubmitForm';

const ANY = '';

/** Searches the items of the ledger, page by page on the server. The conditions are in the address. */
export function SearchItems(props: {search: ItemSearch}) {
  const {api, session, words, formats} = useConsole();
  const mayChange = session.may('netstock/operate');
  const router = useRouter();
  const {search} = props;
  const [text, setText] = useState(search.query ?? '');
  const [location, setLocation] = useState(search.location ?? '');
  const [shown, setShown] = useState(search);
  const [marked, setMarked] = useState<Schemas['Item'][]>([]);
  // A link or the browser's history may change the address; the fields keep the focus.
  if (shown.query !== search.query || shown.location !== search.location) {
    setShown(search);
    setText(search.query ?? '');
    setLocation(search.location ?? '');
  }
  const known = useQuery(categories(api));
  const query = useInfiniteQuery(items(api, search));
  const found = query.data?.pages.flatMap(page => page.items) ?? [];
  const asOf = query.data?.pages[0]?.asOf;
  const faults = query.error instanceof ApiError && query.error.status === 400 ? query.error.faults : [];
  const faultOf = (name: string) =>
    faults.filter(it => it.pointer.startsWith(`query:/${name}`)).map(it => it.message).join(' ');

  function go(change: ItemSearch) {
    const next: ItemSearch = {
      ...search,
      query: text.normalize('NFKC').trim() || undefined,
      location: location.normalize('NFKC').trim() || undefined,
      ...change,
    };
    void router.navigate({to: '/stock', search: next});
  }

  const option = (value: string, label: string) => ({value, label});
  const categoryOptions = [
    option(ANY, words.common.all),
    ...(known.data?.categories ?? (search.category ? [search.category] : [])).map(it => option(it, it)),
  ];
  const stateOptions = [
    option(ANY, words.common.all),
    ...ITEM_STATES.map(it => option(it, words.stock.states[it] ?? it)),
  ];
  const sortOptions = ITEM_SORTS.map(it => option(it, words.stock.sorts[it] ?? it));
  const chosen = (options: {value: string; label: string}[], value: string | undefined) =>
    options.find(it => it.value === (value ?? ANY)) ?? options[0] ?? null;
  const hasConditions = Object.values(search).some(it => it !== undefined);

  return (
    <SpaceBetween size="l">
      <SubmitForm onSubmit={() => go({})}>
        <SpaceBetween size="m">
          <FormField
            label={words.stock.query}
            constraintText={words.stock.queryHint}
            errorText={faultOf('query')}
            secondaryControl={<Button formAction="submit" variant="primary">{words.common.search}</Button>}
          >
            <Input type="search" value={text} onChange={({detail}) => setText(detail.value)} />
          </FormField>
          <ColumnLayout columns={4}>
            <FormField label={words.stock.category} errorText={faultOf('category')}>
              <Select
                options={categoryOptions}
                selectedOption={chosen(categoryOptions, search.category)}
                filteringType="auto"
                onChange={({detail}) => go({category: detail.selectedOption.value || undefined})}
              />
            </FormField>
            <FormField label={words.stock.state}>
              <Select
                options={stateOptions}
                selectedOption={chosen(stateOptions, search.state)}
                onChange={({detail}) =>
                  go({state: (detail.selectedOption.value || undefined) as ItemSearch['state']})
                }
              />
            </FormField>
            <FormField label={words.common.location} errorText={faultOf('location')}>
              <Input
                value={location}
                placeholder={words.common.all}
                onChange={({detail}) => setLocation(detail.value)}
              />
            </FormField>
            <FormField label={words.stock.sort} errorText={faultOf('sort')}>
              <Select
                options={sortOptions}
                selectedOption={chosen(sortOptions, search.sort ?? 'sku')}
                onChange={({detail}) => go({sort: detail.selectedOption.value as ItemSearch['sort']})}
              />
            </FormField>
          </ColumnLayout>
        </SpaceBetween>
      </SubmitForm>
      {faults.length > 0 && !['query', 'category', 'location', 'sort'].some(it => faultOf(it) !== '') && (
        <Alert type="error">{faults.map(it => it.message).join(' ')}</Alert>
      )}
      <PagedTable
        query={query}
        items={found}
        hidesFailure={faults.length > 0}
        title={words.stock.found}
        description={asOf && words.common.asOf(formats.exactTime(asOf))}
        selection={
          mayChange
            ? {
                items: marked,
                onChange: setMarked,
                all: words.stock.chooseAll,
                one: it => words.stock.choose(it.sku),
              }
            : undefined
        }
        actions={
          <>
            {hasConditions && (
              <Button onClick={() => void router.navigate({to: '/stock', search: {}})}>{words.stock.clear}</Button>
            )}
            {mayChange && (
              <Button
                disabled={marked.length === 0}
                onClick={() =>
                  void router.navigate({to: '/stock', search: {edit: marked.map(it => it.sku).join(' ')}})
                }
              >
                {words.stock.edit}
              </Button>
            )}
          </>
        }
        export={{
          file: 'items.csv',
          header: [
            words.common.sku, words.stock.name, words.stock.category, words.common.available, words.stock.onHand,
            words.stock.state,
          ],
          rows: () =>
            found.map(it => [
              it.sku, it.name, it.category, it.available, it.onHand,
              it.states.map(state => words.stock.states[state] ?? state).join(' '),
            ]),
        }}
        trackBy="sku"
        columns={[
          {
            id: 'sku', header: words.common.sku, isRowHeader: true, minWidth: 150,
            cell: it => <InternalLink href={skuPath(it.sku)}>{it.sku}</InternalLink>,
          },
          {id: 'name', header: words.stock.name, minWidth: 160, cell: it => it.name ?? '–'},
          {id: 'category', header: words.stock.category, cell: it => it.category ?? '–'},
          {
            id: 'available', header: words.common.available,
            cell: it => <span className="numbers">{formats.number(it.available)}</span>,
          },
          {
            id: 'onHand', header: words.stock.onHand,
            cell: it => <span className="numbers">{formats.number(it.onHand)}</span>,
          },
          {id: 'states', header: words.stock.state, cell: it => <States states={it.states} />},
        ]}
        empty={
          <>
            <b>{words.stock.nothing}</b>
            <Box variant="p" color="text-body-secondary">{words.stock.nothingHint}</Box>
          </>
        }
      />
    </SpaceBetween>
  );
}

const COLORS: Record<Schemas['ItemState'], 'severity-medium' | 'grey' | 'severity-critical' | 'blue'> = {
  low: 'severity-medium',
  'sold-out': 'grey',
  oversold: 'severity-critical',
  hot: 'blue',
};

function States(props: {states: Schemas['ItemState'][]}) {
  const {words} = useConsole();
  return props.states.length === 0 ? '–' : (
    <SpaceBetween direction="horizontal" size="xxs">
      {props.states.map(it => <Badge key={it} color={COLORS[it]}>{words.stock.states[it] ?? it}</Badge>)}
    </SpaceBetween>
  );
}
