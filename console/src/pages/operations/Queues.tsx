import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import {useQuery} from '@tanstack/react-query';
import type {Schemas} from '../../api/client';
import {queues} from '../../api/reads';
import {useConsole} from '../../app/context';
import {Loaded} from '../../parts/Failure';
import {InternalLink, path} from '../../parts/InternalLink';
import {RefreshButton} from '../../parts/PagedTable';

const POLL_MS = 5_000;

/** What waits for each consumer, and what it failed to process. */
export function Queues() {
  const {api, words, formats} = useConsole();
  const query = useQuery({...queues(api), refetchInterval: POLL_MS});
  const number = (value: number | undefined) => (
    <span className="numbers">{value === undefined ? '–' : formats.number(value)}</span>
  );
  return (
    <Loaded query={query}>
      {data => (
        <Table
          items={[...data.queues].sort((one, other) => other.failed - one.failed)}
          trackBy="queue"
          ariaLabels={{tableLabel: words.queues.title}}
          header={
            <Header
              variant="h2"
              counter={words.common.count(formats.number(data.queues.length))}
              description={`${words.queues.description} ${words.common.asOf(formats.exactTime(data.asOf))}`}
              actions={<RefreshButton query={query} />}
            >
              {words.queues.title}
            </Header>
          }
          columnDefinitions={[
            {id: 'queue', header: words.queues.queue, isRowHeader: true, cell: it => it.queue},
            {
              id: 'failed', header: words.queues.failed, minWidth: 120,
              cell: it => <Failed of={it} />,
            },
            {
              id: 'waiting', header: words.queues.waiting,
              cell: it => (it.source === 'stream' ? words.queues.stream : number(it.waiting)),
            },
            {id: 'inFlight', header: words.queues.inFlight, cell: it => number(it.inFlight)},
            {id: 'delayed', header: words.queues.delayed, cell: it => number(it.delayed)},
            {
              id: 'oldest', header: words.queues.oldest,
              cell: it =>
                it.oldestSeconds === undefined ? '–' : words.queues.seconds(formats.number(it.oldestSeconds)),
            },
          ]}
          empty={<Box textAlign="center">{words.queues.none}</Box>}
        />
      )}
    </Loaded>
  );
}

function Failed(props: {of: Schemas['QueueState']}) {
  const {words, formats} = useConsole();
  const {queue, failed} = props.of;
  return failed === 0 ? (
    <StatusIndicator type="success">{formats.number(0)}</StatusIndicator>
  ) : (
    <StatusIndicator type="error">
      <InternalLink href={path('/operations', {tab: 'dead-letters', queue})} ariaLabel={words.queues.look(queue)}>
        {formats.number(failed)}
      </InternalLink>
    </StatusIndicator>
  );
}
