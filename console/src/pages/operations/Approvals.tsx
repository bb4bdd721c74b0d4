import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import {dataOf, type Schemas} from '../../api/client';
import {job as readJob, waitingJobs} from '../../api/reads';
import {useConsole} from '../../app/context';
import {Confirm} from '../../parts/Confirm';
import {Loaded} from '../../parts/Failure';
import {InternalLink, skuPath} from '../../parts/InternalLink';
import {RefreshButton} from '../../parts/PagedTable';
import {Time} from '../../parts/time';

type Job = Schemas['Job'];
type Action = 'approve' | 'refuse' | 'withdraw';

const POLL_MS = 5_000;

/** What waits for the approval of a second person. */
export function Approvals() {
  const {api, session, words, formats} = useConsole();
  const query = useQuery({...waitingJobs(api), refetchInterval: POLL_MS});
  const [asks, setAsks] = useState<{job: Job; action: Action}>();
  const mayChange = session.may('netstock/operate');
  return (
    <Loaded query={query}>
      {data => (
        <>
          <Table
            items={data.jobs}
            trackBy="jobId"
            wrapLines
            ariaLabels={{tableLabel: words.approvals.title}}
            header={
              <Header
                variant="h2"
                counter={words.common.count(formats.number(data.jobs.length))}
                description={words.approvals.description}
                actions={<RefreshButton query={query} />}
              >
                {words.approvals.title}
              </Header>
            }
            columnDefinitions={[
              {id: 'what', header: words.jobs.kind, isRowHeader: true, minWidth: 200, cell: it => <What job={it} />},
              {id: 'by', header: words.approvals.askedBy, cell: it => it.startedBy},
              {id: 'at', header: words.approvals.askedAt, cell: it => <Time at={it.startedAt} />},
              {
                id: 'expires', header: words.approvals.expiresAt,
                cell: it => it.approval && <Time at={it.approval.expiresAt} />,
              },
              {
                id: 'actions', header: words.jobs.actions, minWidth: 200,
                cell: it => mayChange && <Actions job={it} onChoose={action => setAsks({job: it, action})} />,
              },
            ]}
            empty={<Box textAlign="center">{words.approvals.none}</Box>}
          />
          {asks && <Decide key={asks.job.jobId + asks.action} {...asks} onEnd={() => setAsks(undefined)} />}
        </>
      )}
    </Loaded>
  );
}

function What(props: {job: Job}) {
  const {words, formats} = useConsole();
  const {jobId, kind, units} = props.job;
  return kind === 'adjust' ? (
    <>
      {words.approvals.adjust(formats.number(units ?? 0))}
      <ExpandableSection headerText={words.approvals.show}>
        <Movements jobId={jobId} />
      </ExpandableSection>
    </>
  ) : (
    <InternalLink href={`/reconcile?job=${jobId}`}>{words.jobs.kinds.repair}</InternalLink>
  );
}

/** Their own requests are decided by others. */
function Actions(props: {job: Job; onChoose: (action: Action) => void}) {
  const {session, words} = useConsole();
  const actions: Action[] =
    props.job.approval?.asker === session.person?.subject ? ['withdraw'] : ['approve', 'refuse'];
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {actions.map(it => (
        <Button key={it} onClick={() => props.onChoose(it)}>{words.approvals.actions[it]}</Button>
      ))}
    </SpaceBetween>
  );
}

/** The movements of an adjustment, which the API reads one job at a time. */
function Movements(props: {jobId: string}) {
  const {api, words, formats} = useConsole();
  const query = useQuery(readJob(api, props.jobId));
  return (
    <Loaded query={query}>
      {({movements = [], source}) => (
        <>
          {movements.map(it => (
            <div key={`${it.movementId}@${it.businessDate}`}>
              {`${words.movements.kinds[it.kind]}: ${formats.change(it.units)} `}
              <InternalLink href={skuPath(it.sku)}>{it.sku}</InternalLink>
              {` (${[it.location, it.businessDate, reasonOf(it, words.movements.reasons)].filter(Boolean).join(', ')})`}
            </div>
          ))}
          <Box color="text-body-secondary" fontSize="body-s">{source}</Box>
        </>
      )}
    </Loaded>
  );
}

function reasonOf(movement: Schemas['HeldMovement'], reasons: Record<string, string>): string {
  return [movement.reasonCode && reasons[movement.reasonCode], movement.reasonNote].filter(Boolean).join(': ');
}

/** Asks before a request is approved, refused or withdrawn. */
function Decide(props: {job: Job; action: Action; onEnd: () => void}) {
  const {api, words, notify} = useConsole();
  const queries = useQueryClient();
  const {action, job} = props;
  const decide = useMutation({
    mutationFn: () => {
      const params = {params: {path: {jobId: job.jobId}}};
      return dataOf(
        action === 'approve'
          ? api.POST('/v1/jobs/{jobId}/approval', params)
          : action === 'refuse'
            ? api.POST('/v1/jobs/{jobId}/refusal', params)
            : api.POST('/v1/jobs/{jobId}/cancellation', params),
      );
    },
    onSuccess: async decided => {
      notify({type: 'success', header: words.jobs.cancelled(job.jobId, words.jobs.states[decided.state] ?? decided.state)});
      props.onEnd();
      await queries.invalidateQueries({queryKey: ['jobs']});
    },
  });
  return (
    <Confirm
      title={words.approvals.titles[action]}
      action={words.approvals.actions[action]}
      isBusy={decide.isPending}
      failure={decide.error}
      onConfirm={() => decide.mutate()}
      onDismiss={props.onEnd}
    >
      {job.kind === 'adjust' ? <Movements jobId={job.jobId} /> : <Box variant="p">{words.jobs.kinds.repair}</Box>}
      <Box variant="p">{words.approvals.texts[action]}</Box>
    </Confirm>
  );
}
