import Box from '@cloudscape-design/components/box';
import {useInfiniteQuery} from '@tanstack/react-query';
import type {Schemas} from '../../api/client';
import {findings} from '../../api/reads';
import {useConsole} from '../../app/context';
import {InternalLink, orderPath, skuPath} from '../../parts/InternalLink';
import {PagedTable} from '../../parts/PagedTable';

type Finding = Schemas['Finding'];

/** The findings of a run, with both sides and the result of each. */
export function Findings(props: {jobId: string}) {
  const {api, words, formats} = useConsole();
  const query = useInfiniteQuery(findings(api, props.jobId));
  const first = query.data?.pages[0];
  const all = query.data?.pages.flatMap(page => page.findings) ?? [];
  return (
    <PagedTable
      query={query}
      items={all}
      title={words.reconcile.findings}
      description={
        first && words.reconcile.summary(formats.number(first.found), formats.number(first.repaired))
      }
      export={{
        file: 'findings.csv',
        header: [
          words.reconcile.kind, words.reconcile.subject, words.reconcile.expected, words.reconcile.actual,
          words.reconcile.outcome,
        ],
        rows: () => all.map(it => [it.kind, it.subject, it.expected, it.actual, it.repair]),
      }}
      trackBy={it => `${it.kind} ${it.subject}`}
      columns={[
        {
          id: 'kind', header: words.reconcile.kind, isRowHeader: true, minWidth: 180,
          cell: it => words.reconcile.kinds[it.kind] ?? it.kind,
        },
        {id: 'subject', header: words.reconcile.subject, minWidth: 180, cell: it => <Subject of={it} />},
        {
          id: 'expected', header: words.reconcile.expected,
          cell: it => <span className="numbers">{it.expected === undefined ? '–' : formats.number(it.expected)}</span>,
        },
        {id: 'actual', header: words.reconcile.actual, minWidth: 120, cell: it => <Actual of={it} />},
        {
          id: 'repair', header: words.reconcile.outcome,
          cell: it => (it.repair === undefined ? '–' : (words.reconcile.outcomes[it.repair] ?? it.repair)),
        },
      ]}
      empty={
        <>
          <b>{words.reconcile.clean}</b>
          <Box variant="p" color="text-body-secondary">{words.reconcile.cleanHint}</Box>
        </>
      }
    />
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
