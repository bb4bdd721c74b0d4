import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import {useInfiniteQuery} from '@tanstack/react-query';
import type {Schemas} from '../../api/client';
import {findings} from '../../api/reads';
import {useConsole} from '../../app/context';
import {csv, download} from '../../parts/csv';
import {QueryFailure} from '../../parts/Failure';
import {InternalLink, orderPath, skuPath} from '../../parts/InternalLink';

type Finding = Schemas['Finding'];

/** The findings of a run, with both sides, and what became of each. */
export function Findings(props: {jobId: string}) {
  const {api, words, formats} = useConsole();
  const query = useInfiniteQuery(findings(api, props.jobId));
  const first = query.data?.pages[0];
  const all = query.data?.pages.flatMap(page => page.findings) ?? [];

  function save() {
    const header = [
      words.reconcile.kind, words.reconcile.subject, words.reconcile.expected, words.reconcile.actual,
      words.reconcile.outcome,
    ];
    download(
      'findings.csv',
      csv(header, all.map(it => [it.kind, it.subject, it.expected, it.actual, it.repair])),
    );
  }

  return (
    <>
      <QueryFailure query={query} />
      <Table
        items={all}
        trackBy={it => `${it.kind} ${it.subject}`}
        wrapLines
        loading={query.isPending && !query.error}
        loadingText={words.common.loading}
        ariaLabels={{tableLabel: words.reconcile.findings}}
        header={
          <Header
            variant="h2"
            counter={first && words.common.count(formats.number(first.found))}
            description={
              first && words.reconcile.summary(formats.number(first.found), formats.number(first.repaired))
            }
            actions={
              <Button iconName="download" disabled={all.length === 0} onClick={save}>{words.common.export}</Button>
            }
          >
            {words.reconcile.findings}
          </Header>
        }
        columnDefinitions={[
          {
            id: 'kind', header: words.reconcile.kind, isRowHeader: true, minWidth: 180,
            cell: it => words.reconcile.kinds[it.kind] ?? it.kind,
          },
          {id: 'subject', header: words.reconcile.subject, minWidth: 180, cell: it => <Subject of={it} />},
          {
            id: 'expected', header: words.reconcile.expected,
            cell: it => <span className="numbers">{it.expected === undefined ? '–' : formats.number(it.expected)}</span>,
          },
          {
            id: 'actual', header: words.reconcile.actual, minWidth: 120,
            cell: it => <Actual of={it} />,
          },
          {
            id: 'repair', header: words.reconcile.outcome,
            cell: it => (it.repair === undefined ? '–' : (words.reconcile.outcomes[it.repair] ?? it.repair)),
          },
        ]}
        empty={
          !query.error && (
            <Box textAlign="center">
              <b>{words.reconcile.clean}</b>
              <Box variant="p" color="text-body-secondary">{words.reconcile.cleanHint}</Box>
            </Box>
          )
        }
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
    </>
  );
}

function Subject(props: {of: Finding}) {
  const {sku, location, orderId, subject} = props.of;
  if (sku !== undefined) {
    return (
      <>
        <InternalLink href={skuPath(sku)}>{sku}</InternalLink>
        {location !== undefined && ` (${location})`}
      </>
    );
  }
  return orderId === undefined
    ? <span className="identifier">{subject}</span>
    : <InternalLink href={orderPath(orderId)}>{orderId}</InternalLink>;
}

function Actual(props: {of: Finding}) {
  const {words, formats} = useConsole();
  const {actual, tooHigh} = props.of;
  return (
    <>
      <span className="numbers">{actual === undefined ? '–' : formats.number(actual)}</span>
      {tooHigh && (
        <Box color="text-body-secondary" fontSize="body-s">
          {words.reconcile.tooHigh(
            formats.change(tooHigh.available ?? 0),
            formats.change(tooHigh.reserved ?? 0),
            formats.change(tooHigh.supply ?? 0),
          )}
        </Box>
      )}
    </>
  );
}
