import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type {Schemas} from '../../api/client';
import {useConsole} from '../../app/context';
import {InternalLink, skuPath} from '../../parts/InternalLink';

/** The units that can be promised now, by location. */
export function SkuLevels(props: {levels: Schemas['StockLevels']}) {
  const {words, formats} = useConsole();
  const {sku, available, asOf, locations} = props.levels;
  return (
    <SpaceBetween size="l">
      <Table
        items={locations}
        trackBy="location"
        ariaLabels={{tableLabel: words.sku.levels}}
        header={
          <Header
            variant="h2"
            description={`${words.sku.total}: ${formats.number(available)} · ${words.common.asOf(formats.exactTime(asOf))}`}
          >
            {words.sku.levels}
          </Header>
        }
        columnDefinitions={[
          {id: 'location', header: words.common.location, isRowHeader: true, cell: it => it.location},
          {id: 'available', header: words.common.available, cell: it => formats.number(it.available)},
          {id: 'state', header: words.sku.state, cell: it => <State available={it.available} />},
          {
            id: 'explain',
            header: words.sku.explain,
            cell: it => (
              <InternalLink
                href={skuPath(sku, {tab: 'explanation', location: it.location})}
                ariaLabel={words.sku.explainAt(it.location)}
              >
                {words.sku.explain}
              </InternalLink>
            ),
          },
        ]}
      />
    </SpaceBetween>
  );
}

function State(props: {available: number}) {
  const {words} = useConsole();
  if (props.available < 0) {
    return <StatusIndicator type="error">{words.sku.oversold}</StatusIndicator>;
  }
  return props.available === 0 ? (
    <StatusIndicator type="stopped">{words.sku.soldOut}</StatusIndicator>
  ) : (
    <StatusIndicator type="success">{words.sku.inStock}</StatusIndicator>
  );
}
