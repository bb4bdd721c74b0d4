import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import {useQuery} from '@tanstack/react-query';
import {useMemo, useState} from 'react';
import {ApiError, type Schemas} from '../../api/client';
import {explanation} from '../../api/reads';
import {useConsole} from '../../app/context';
import {trees, type Branch, type Line} from '../../parts/explanationTree';
import {Loaded} from '../../parts/Failure';
import {InternalLink, mallPath, orderPath} from '../../parts/InternalLink';
import {useMallCountColumns, type MallCount} from '../../parts/mallCounts';
import {Age, useNow} from '../../parts/time';
import {LocationChoice} from './LocationChoice';

/** Why a number is what it is: both sides as trees, with the freshness of each term. */
export function SkuExplanation(props: {sku: string; location: string | undefined; locations: string[]}) {
  const {api, words} = useConsole();
  const query = useQuery(explanation(api, props.sku, props.location));
  return (
    <SpaceBetween size="l">
      <LocationChoice {...props} tab="explanation" />
      <Loaded
        query={query}
        unless={failure =>
          failure instanceof ApiError && failure.status === 404 ? (
            <Box variant="p">{words.sku.unknown}</Box>
          ) : undefined
        }
      >
        {data => <Sides explanation={data} />}
      </Loaded>
    </SpaceBetween>
  );
}

function Sides(props: {explanation: Schemas['Explanation']}) {
  const {words, formats} = useConsole();
  const now = useNow();
  const {ledger, netStock, malls} = props.explanation;
  const ledgerNote = ledger && [
    ledger.businessDate && words.sku.businessDate(ledger.businessDate),
    words.sku.version(String(ledger.version)),
    ledger.sentAt ? words.sku.sent(formats.age(ledger.sentAt, now)) : words.sku.neverSent,
  ];
  return (
    <SpaceBetween size="l">
      {ledger && netStock && (
        <StatusIndicator type={ledger.version === netStock.ledgerVersion ? 'success' : 'pending'}>
          {ledger.version === netStock.ledgerVersion ? words.sku.inStep : words.sku.behind}
        </StatusIndicator>
      )}
      {netStock ? (
        <Side
          title={words.sku.netStockSide}
          note={words.sku.version(String(netStock.ledgerVersion))}
          lines={netStock.lines}
        />
      ) : (
        <Alert type="info">{words.sku.noNetStock}</Alert>
      )}
      {ledger ? (
        <Side
          title={words.sku.ledgerSide}
          note={ledgerNote?.filter(it => it).join(' · ') ?? ''}
          lines={ledger.lines}
        />
      ) : (
        <Alert type="info">{words.sku.noLedger}</Alert>
      )}
      {malls && <Malls malls={malls} />}
    </SpaceBetween>
  );
}

/** What each mall of the stage shows of the SKU, and why. */
function Malls(props: {malls: NonNullable<Schemas['Explanation']['malls']>}) {
  const {words} = useConsole();
  const columns = useMallCountColumns<MallCount & {mall: string}>();
  const items = props.malls.flatMap(({mall, items}) => items.map(it => ({...it, mall})));
  const others = props.malls.filter(it => it.items.length === 0).map(it => it.mall);
  return (
    <Table
      items={items}
      trackBy={it => `${it.mall} ${it.item} ${it.variant}`}
      ariaLabels={{tableLabel: words.malls.ofSku}}
      header={
        <Header
          variant="h2"
          description={others.length > 0 && `${others.join(', ')}: ${words.malls.notSold}`}
        >
          {words.malls.ofSku}
        </Header>
      }
      columnDefinitions={[
        {
          id: 'mall', header: words.malls.mall, minWidth: 110,
          cell: it => <InternalLink href={mallPath(it.mall, {tab: 'items'})}>{it.mall}</InternalLink>,
        },
        ...columns,
      ]}
      empty={<Box textAlign="center">{words.malls.noItems}</Box>}
    />
  );
}

interface Row {
  id: string;
  branch: Branch;
  rows: Row[];
}

function rowsOf(branches: Branch[], above = ''): Row[] {
  return branches.map(branch => {
    const id = `${above}/${branch.line.name}`;
    return {id, branch, rows: rowsOf(branch.terms, id)};
  });
}

function Side(props: {title: string; note: string; lines: Line[]}) {
  const {words, formats} = useConsole();
  const rows = useMemo(() => rowsOf(trees(props.lines)), [props.lines]);
  const [closed, setClosed] = useState<Row[]>([]);
  const flat = (all: Row[]): Row[] => all.flatMap(it => [it, ...flat(it.rows)]);
  const closedIds = new Set(closed.map(it => it.id));
  return (
    <Table
      items={rows}
      trackBy="id"
      ariaLabels={{
        tableLabel: props.title,
        expandButtonLabel: it => nameOf(it.branch.line, words.terms),
        collapseButtonLabel: it => nameOf(it.branch.line, words.terms),
      }}
      expandableRows={{
        getItemChildren: it => it.rows,
        isItemExpandable: it => it.rows.length > 0,
        expandedItems: flat(rows).filter(it => !closedIds.has(it.id)),
        onExpandableItemToggle: ({detail}) =>
          setClosed(all =>
            detail.expanded ? all.filter(it => it.id !== detail.item.id) : [...all, detail.item],
          ),
      }}
      header={<Header variant="h2" description={props.note}>{props.title}</Header>}
      columnDefinitions={[
        {
          id: 'term', header: words.sku.term, isRowHeader: true, minWidth: 200,
          cell: it => <Term branch={it.branch} />,
        },
        {
          id: 'units', header: words.common.units,
          cell: it => <span className="numbers">{formats.number(it.branch.line.units)}</span>,
        },
        {
          id: 'reported', header: words.sku.reported,
          cell: it => (it.branch.line.heardAt ? <Age at={it.branch.line.heardAt} /> : '–'),
        },
        {
          id: 'formula', header: words.sku.formula,
          cell: it => (it.branch.line.is ? formula(it.branch.line.is, words.terms) : '–'),
        },
      ]}
    />
  );
}

function Term(props: {branch: Branch}) {
  const {words, formats} = useConsole();
  const {line, isSubtracted} = props.branch;
  return (
    <>
      {isSubtracted && '− '}
      {nameOf(line, words.terms)}
      {line.adjustments?.map(it => (
        <div key={`${it.source} ${it.movementId}@${it.businessDate}`}>
          {words.sku.adjustment(
            formats.change(it.units),
            it.reasonCode
              ? [words.movements.reasons[it.reasonCode], it.reasonNote].filter(Boolean).join(': ')
              : words.sku.noReason,
            [it.recordedBy, it.approvedBy && words.approvals.approvedBy(it.approvedBy)].filter(Boolean).join(', '),
            it.businessDate,
          )}
        </div>
      ))}
      {line.orders?.map(it => (
        <div key={it.orderId}>
          <InternalLink href={orderPath(it.orderId)}>
            {words.sku.withoutReservation(it.orderId, formats.number(it.units))}
          </InternalLink>
        </div>
      ))}
    </>
  );
}

function nameOf(line: Line, terms: Record<string, string>): string {
  return terms[line.name] ?? line.name;
}

function formula(is: string, terms: Record<string, string>): string {
  return is
    .split(' ')
    .map(word => (word === '-' ? '−' : (terms[word] ?? word)))
    .join(' ');
}
