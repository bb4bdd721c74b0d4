import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import {useInfiniteQuery} from '@tanstack/react-query';
import {useRouter} from '@tanstack/react-router';
import {useState} from 'react';
import type {Schemas} from '../../api/client';
import {mallItems} from '../../api/reads';
import {useConsole} from '../../app/context';
import {MALL_ITEM_STATES, type MallSearch} from '../../app/routes';
import {lastSent, nameOf, shown, useMallCountColumns} from '../../parts/mallCounts';
import {PagedTable} from '../../parts/PagedTable';
import {SKU} from '../../parts/skus';
import {SubmitForm} from '../../parts/SubmitForm';
import {MapItem} from './MapItem';
import {PushSku} from './PushSku';

type Item = Schemas['MallItem'];
const POLL_MS = 10_000;

/** The items of a mall: which SKUs they are, what the mall shows of them, and why. */
export function MallItems(props: {mall: string; search: MallSearch}) {
  const {api, session, words, formats} = useConsole();
  const router = useRouter();
  const {mall, search} = props;
  const mayChange = session.may('netstock/operate');
  const [addressed, setAddressed] = useState(search.sku);
  const [text, setText] = useState(search.sku ?? '');
  const [fault, setFault] = useState('');
  // A link or the browser's history may change the address; the field keeps the focus.
  if (addressed !== search.sku) {
    setAddressed(search.sku);
    setText(search.sku ?? '');
    setFault('');
  }
  const [pushed, setPushed] = useState<string>();
  const [mapped, setMapped] = useState<Item | 'new'>();
  const columns = useMallCountColumns<Item>();
  const query = useInfiniteQuery({
    ...mallItems(api, mall, {sku: search.sku, state: search.state}),
    // Further pages would be read again, too.
    refetchInterval: it => ((it.state.data?.pages.length ?? 0) > 1 ? false : POLL_MS),
  });
  const found = query.data?.pages.flatMap(page => page.items) ?? [];
  const states = [
    {value: '', label: words.common.all},
    ...MALL_ITEM_STATES.map(it => ({value: it as string, label: words.malls.itemFilters[it] ?? it})),
  ];

  function go(change: MallSearch) {
    void router.navigate({to: '/malls/$mall', params: {mall}, search: {...search, ...change}});
  }

  function find() {
    const sku = text.normalize('NFKC').trim();
    if (sku !== '' && !SKU.test(sku)) {
      setFault(words.stock.invalid(sku));
      return;
    }
    setFault('');
    go({sku: sku || undefined, state: undefined});
  }

  return (
    <SpaceBetween size="m">
      <SubmitForm onSubmit={find}>
        <ColumnLayout columns={2}>
          <FormField
            label={words.common.sku}
            errorText={fault}
            secondaryControl={<Button formAction="submit">{words.common.search}</Button>}
          >
            <Input type="search" value={text} placeholder={words.common.all} onChange={({detail}) => setText(detail.value)} />
          </FormField>
          <FormField label={words.malls.itemFilter}>
            <Select
              options={states}
              selectedOption={states.find(it => it.value === (search.state ?? '')) ?? null}
              onChange={({detail}) => {
                setText('');
                go({sku: undefined, state: (detail.selectedOption.value || undefined) as MallSearch['state']});
              }}
            />
          </FormField>
        </ColumnLayout>
      </SubmitForm>
      <PagedTable
        query={query}
        items={found}
        title={words.malls.items}
        actions={mayChange && <Button onClick={() => setMapped('new')}>{words.malls.map}</Button>}
        export={{
          file: `${mall}-items.csv`,
          header: [
            words.malls.item, words.malls.variant, words.common.sku, words.common.units, words.malls.shows,
            words.malls.target, words.malls.reason, words.malls.lastSent, words.malls.mappingState,
            words.malls.problem,
          ],
          rows: () =>
            found.flatMap(it => (it.parts.length === 0 ? [{sku: '', units: 0}] : it.parts).map(part => [
              it.item, it.variant, part.sku, part.units, shown(it, words, formats), it.target,
              words.malls.reasons[it.reason] ?? it.reason, lastSent(it, formats), it.state, it.problem,
            ])),
        }}
        trackBy={it => nameOf(it)}
        columns={[
          ...columns,
          {
            id: 'state', header: words.malls.mappingState,
            cell: it => words.malls.mappingStates[it.state] ?? it.state,
          },
          ...(mayChange
            ? [{
                id: 'actions', header: words.malls.actionsTitle, minWidth: 160,
                cell: (it: Item) => (
                  <SpaceBetween size="xxs">
                    {it.parts.map(part => (
                      <Button
                        key={part.sku}
                        variant="inline-link"
                        ariaLabel={words.malls.pushSku(part.sku)}
                        onClick={() => setPushed(part.sku)}
                      >
                        {it.parts.length === 1 ? words.malls.push : words.malls.pushSku(part.sku)}
                      </Button>
                    ))}
                    <Button
                      variant="inline-link"
                      ariaLabel={words.malls.changeMappingOf(nameOf(it))}
                      onClick={() => setMapped(it)}
                    >
                      {words.malls.changeMapping}
                    </Button>
                  </SpaceBetween>
                ),
              }]
            : []),
        ]}
        empty={search.state ? words.malls.noItemsInState : words.malls.noItems}
      />
      {pushed && <PushSku mall={mall} sku={pushed} onDone={() => setPushed(undefined)} />}
      {mapped && (
        <MapItem
          mall={mall}
          item={mapped === 'new' ? undefined : mapped}
          parts={mapped === 'new' ? [] : (mapped.wanted ?? mapped.parts)}
          isMapped={mapped !== 'new'}
          onDone={() => setMapped(undefined)}
        />
      )}
    </SpaceBetween>
  );
}
