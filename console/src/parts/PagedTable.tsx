import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, {type TableProps} from '@cloudscape-design/components/table';
import type {ReactNode} from 'react';
import {useConsole} from '../app/context';
import {csv, download} from './csv';
import {QueryFailure} from './Failure';

/** A list as a file for spreadsheets. */
export interface Export {
  file: string;
  header: string[];
  rows: () => Parameters<typeof csv>[1];
}

interface Reloaded {
  isFetching: boolean;
  refetch: () => Promise<unknown>;
}

interface Paged extends Reloaded {
  data: unknown;
  error: unknown;
  dataUpdatedAt: number;
  isPending: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

export function RefreshButton({query}: {query: Reloaded}) {
  const {words} = useConsole();
  return (
    <Button
      iconName="refresh"
      ariaLabel={words.common.refresh}
      loading={query.isFetching}
      onClick={() => void query.refetch()}
    />
  );
}

/** The actions of every list: its own, reload, export. */
export function ListActions(props: {query: Reloaded; export: Export; isEmpty: boolean; children?: ReactNode}) {
  const {words} = useConsole();
  const {query, isEmpty} = props;
  const {file, header, rows} = props.export;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {props.children}
      <RefreshButton query={query} />
      <Button iconName="download" disabled={isEmpty} onClick={() => download(file, csv(header, rows()))}>
        {words.common.export}
      </Button>
    </SpaceBetween>
  );
}

/** A list that the server pages: what is loaded, and a button for more. Failures are shown above it. */
export function PagedTable<T>(props: {
  query: Paged;
  items: readonly T[];
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  /** Without one, the list can only be reloaded. */
  export?: Export;
  trackBy: TableProps.TrackBy<T>;
  columns: readonly TableProps.ColumnDefinition<T>[];
  empty: ReactNode;
  wrapLines?: boolean;
  /** For failures that are shown elsewhere. */
  hidesFailure?: boolean;
  /** Which items are chosen, with the labels of the boxes. */
  selection?: {items: T[]; onChange: (items: T[]) => void; all: string; one: (item: T) => string};
}) {
  const {words, formats} = useConsole();
  const {query, items, title, selection} = props;
  return (
    <SpaceBetween size="m">
      {!props.hidesFailure && <QueryFailure query={query} />}
      <Table
        items={items}
        loading={query.isPending && !query.error}
        loadingText={words.common.loading}
        trackBy={props.trackBy}
        wrapLines={props.wrapLines}
        selectionType={selection && 'multi'}
        selectedItems={selection?.items}
        onSelectionChange={({detail}) => selection?.onChange(detail.selectedItems)}
        ariaLabels={{
          tableLabel: title,
          selectionGroupLabel: title,
          allItemsSelectionLabel: () => selection?.all ?? '',
          itemSelectionLabel: (_, item) => selection?.one(item) ?? '',
        }}
        header={
          <Header
            variant="h2"
            counter={words.common.count(`${formats.number(items.length)}${query.hasNextPage ? '+' : ''}`)}
            description={props.description}
            actions={
              props.export ? (
                <ListActions query={query} export={props.export} isEmpty={items.length === 0}>
                  {props.actions}
                </ListActions>
              ) : (
                <RefreshButton query={query} />
              )
            }
          >
            {title}
          </Header>
        }
        columnDefinitions={props.columns}
        empty={!query.error && <Box textAlign="center">{props.empty}</Box>}
        footer={
          query.hasNextPage && (
            <Box textAlign="center">
              <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {words.common.more}
              </Button>
            </Box>
          )
        }
      />
    </SpaceBetween>
  );
}
