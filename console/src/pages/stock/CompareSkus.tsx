import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import {useQuery} from '@tanstack/react-query';
import {useRouter} from '@tanstack/react-router';
import {useMemo, useState} from 'react';
import type {Schemas} from '../../api/client';
import {manyLevels} from '../../api/reads';
import {useConsole} from '../../app/context';
import {csv, download} from '../../parts/csv';
import {Loaded} from '../../parts/Failure';
import {InternalLink, skuPath} from '../../parts/InternalLink';
import {SKU, SKUS_MAX, skusOf} from '../../parts/skus';
import {SubmitForm} from '../../parts/SubmitForm';

/** Compares the levels of SKUs, which the address lists. */
export function CompareSkus(props: {chosen: string}) {
  const {words} = useConsole();
  const router = useRouter();
  const [text, setText] = useState(props.chosen);
  const [fault, setFault] = useState('');
  const skus = useMemo(() => skusOf(props.chosen), [props.chosen]);

  function open() {
    const wanted = skusOf(text);
    const wrong = wanted.find(it => !SKU.test(it));
    if (wrong !== undefined || wanted.length > SKUS_MAX) {
      setFault(wrong !== undefined ? words.stock.invalid(wrong) : words.stock.tooMany);
      return;
    }
    setFault('');
    void router.navigate({to: '/stock', search: {skus: wanted.join(' ') || ' '}});
  }

  return (
    <SpaceBetween size="l">
      <SubmitForm onSubmit={open}>
        <FormField
          label={words.stock.label}
          constraintText={words.stock.hint}
          errorText={fault}
          secondaryControl={<Button formAction="submit">{words.common.open}</Button>}
          stretch
        >
          <Input
            type="search"
            value={text}
            placeholder={words.stock.placeholder}
            onChange={({detail}) => setText(detail.value)}
          />
        </FormField>
      </SubmitForm>
      <Levels skus={skus} />
    </SpaceBetween>
  );
}

function Levels(props: {skus: string[]}) {
  const {api, words} = useConsole();
  const levels = useQuery(manyLevels(api, props.skus));
  return props.skus.length === 0 ? (
    <LevelsTable levels={{items: [], unknown: []}} />
  ) : (
    <Loaded query={levels}>
      {data => (
        <SpaceBetween size="m">
          {data.unknown.length > 0 && (
            <Alert type="warning">{words.stock.unknown(data.unknown.join(', '))}</Alert>
          )}
          <LevelsTable levels={data} refresh={() => void levels.refetch()} isBusy={levels.isFetching} />
        </SpaceBetween>
      )}
    </Loaded>
  );
}

function LevelsTable(props: {levels: Schemas['ManyStockLevels']; refresh?: () => void; isBusy?: boolean}) {
  const {words, formats} = useConsole();
  const {items} = props.levels;
  const locations = [...new Set(items.flatMap(it => it.locations.map(at => at.location)))].sort();
  const at = (item: Schemas['StockLevels'], location: string) =>
    item.locations.find(it => it.location === location)?.available;

  function save() {
    const header = [words.common.sku, words.stock.total, ...locations];
    download(
      'stock.csv',
      csv(header, items.map(it => [it.sku, it.available, ...locations.map(location => at(it, location))])),
    );
  }

  return (
    <Table
      items={items}
      trackBy="sku"
      resizableColumns
      ariaLabels={{tableLabel: words.stock.title}}
      header={
        <Header
          counter={words.common.count(formats.number(items.length))}
          actions={
            items.length > 0 && (
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  iconName="refresh"
                  ariaLabel={words.common.refresh}
                  loading={props.isBusy}
                  onClick={props.refresh}
                />
                <Button iconName="download" onClick={save}>{words.common.export}</Button>
              </SpaceBetween>
            )
          }
        >
          {words.stock.title}
        </Header>
      }
      columnDefinitions={[
        {
          id: 'sku', header: words.common.sku, isRowHeader: true, minWidth: 160,
          cell: it => <InternalLink href={skuPath(it.sku)}>{it.sku}</InternalLink>,
        },
        {id: 'total', header: words.stock.total, cell: it => formats.number(it.available)},
        ...locations.map(location => ({
          id: `at-${location}`,
          header: location,
          cell: (it: Schemas['StockLevels']) => <Level units={at(it, location)} />,
        })),
      ]}
      empty={
        <Box textAlign="center">
          <b>{words.stock.empty}</b>
          <Box variant="p" color="text-body-secondary">{words.stock.emptyHint}</Box>
        </Box>
      }
    />
  );
}

function Level(props: {units: number | undefined}) {
  const {words, formats} = useConsole();
  if (props.units === undefined) {
    return '–';
  }
  return props.units < 0 ? (
    <Box color="text-status-error">{`${formats.number(props.units)} (${words.stock.oversold})`}</Box>
  ) : (
    formats.number(props.units)
  );
}
