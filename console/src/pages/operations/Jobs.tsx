import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import {dataOf, type Schemas} from '../../api/client';
import {jobs} from '../../api/reads';
import {useConsole} from '../../app/context';
import {Confirm} from '../../parts/Confirm';
import {Loaded} from '../../parts/Failure';
import {InternalLink} from '../../parts/InternalLink';
import {Time} from '../../parts/time';
import {isRunning, JobPeople, JobProgress, JobState} from './JobState';
import {StartJob} from './StartJob';

type Job = Schemas['Job'];
type Projection = 'history' | 'sales' | 'replenishment';

const POLL_MS = 3_000;
const PROJECTIONS: Projection[] = ['history', 'sales', 'replenishment'];

/** The newest jobs, with their progress. */
export function Jobs() {
  const {api, session, words, formats} = useConsole();
  const query = useQuery({...jobs(api), refetchInterval: POLL_MS});
  const [projection, setProjection] = useState<Projection>();
  const [toCancel, setToCancel] = useState<Job>();
  const mayChange = session.may('netstock/operate');
  return (
    <Loaded query={query}>
      {data => (
        <>
          <Table
            items={data.jobs}
            trackBy="jobId"
            wrapLines
            ariaLabels={{tableLabel: words.jobs.title}}
            header={
              <Header
                variant="h2"
                counter={words.common.count(formats.number(data.jobs.length))}
                description={words.jobs.description}
                actions={
                  mayChange && (
                    <ButtonDropdown
                      items={PROJECTIONS.map(id => ({id, text: words.jobs.projections[id] ?? id}))}
                      onItemClick={({detail}) => setProjection(detail.id as Projection)}
                    >
                      {words.jobs.rebuild}
                    </ButtonDropdown>
                  )
                }
              >
                {words.jobs.title}
              </Header>
            }
            columnDefinitions={[
              {id: 'kind', header: words.jobs.kind, isRowHeader: true, minWidth: 160, cell: it => <What job={it} />},
              {id: 'state', header: words.jobs.state, minWidth: 140, cell: it => <JobState job={it} />},
              {id: 'progress', header: words.jobs.progress, minWidth: 200, cell: it => <JobProgress job={it} />},
              {id: 'findings', header: words.jobs.findings, cell: it => formats.number(it.findings)},
              {id: 'by', header: words.jobs.startedBy, cell: it => <JobPeople job={it} />},
              {id: 'started', header: words.jobs.startedAt, cell: it => <Time at={it.startedAt} />},
              {id: 'updated', header: words.jobs.updatedAt, cell: it => <Time at={it.updatedAt} />},
              {
                id: 'actions', header: words.jobs.actions, minWidth: 140,
                cell: it => mayChange && <Actions job={it} onCancel={() => setToCancel(it)} />,
              },
            ]}
            empty={<Box textAlign="center">{words.jobs.none}</Box>}
          />
          {projection && (
            <StartJob
              title={words.jobs.rebuildTitle}
              text={words.jobs.rebuildText}
              action={words.jobs.start}
              request={{kind: 'rebuild', projection}}
              onEnd={() => setProjection(undefined)}
            />
          )}
          {toCancel && <Cancel job={toCancel} onEnd={() => setToCancel(undefined)} />}
        </>
      )}
    </Loaded>
  );
}

/** What a job does, in words. */
function What(props: {job: Job}) {
  const {words, formats} = useConsole();
  const {jobId, kind, repair, projection, queue} = props.job;
  const name = words.jobs.kinds[kind === 'reconcile' && repair ? 'repair' : kind] ?? kind;
  const target = projection === undefined ? queue : (words.jobs.projections[projection] ?? projection);
  const units = props.job.units === undefined ? undefined : words.approvals.adjust(formats.number(props.job.units));
  return (
    <>
      {kind === 'reconcile'
        ? <InternalLink href={`/reconcile?job=${jobId}`}>{name}</InternalLink>
        : (units ?? `${name}: ${target ?? ''}`)}
      <Box color="text-body-secondary" fontSize="body-s"><span className="identifier">{jobId}</span></Box>
    </>
  );
}

function Actions(props: {job: Job; onCancel: () => void}) {
  const {api, words, notify} = useConsole();
  const queries = useQueryClient();
  const {job} = props;
  const resume = useMutation({
    mutationFn: () =>
      dataOf(api.PUT('/v1/jobs/{jobId}', {params: {path: {jobId: job.jobId}}, body: requestOf(job)})),
    onSuccess: async () => {
      notify({type: 'success', header: words.jobs.resumed(job.jobId)});
      await queries.invalidateQueries({queryKey: ['jobs']});
    },
  });
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {job.stopped && job.kind !== 'adjust' && (
        <Button loading={resume.isPending} onClick={() => resume.mutate()}>{words.jobs.resume}</Button>
      )}
      {isRunning(job) && job.kind !== 'reconcile' && job.kind !== 'adjust' && (
        <Button disabled={job.state === 'cancelling'} onClick={props.onCancel}>{words.jobs.cancel}</Button>
      )}
    </SpaceBetween>
  );
}

/** The request that started a job. */
function requestOf({kind, repair, projection, queue}: Job): Schemas['JobRequest'] {
  return {
    kind,
    ...(kind === 'reconcile' && {repair}),
    ...(kind === 'rebuild' && {projection: projection as Projection}),
    ...(kind === 'replay' && {queue}),
  } as Schemas['JobRequest'];
}

function Cancel(props: {job: Job; onEnd: () => void}) {
  const {api, words, notify} = useConsole();
  const queries = useQueryClient();
  const {jobId} = props.job;
  const cancel = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/jobs/{jobId}/cancellation', {params: {path: {jobId}}})),
    onSuccess: async job => {
      notify({
        type: 'success', header: words.jobs.cancelled(jobId, words.jobs.states[job.state] ?? job.state),
      });
      await queries.invalidateQueries({queryKey: ['jobs']});
      props.onEnd();
    },
  });
  return (
    <Confirm
      title={words.jobs.cancelTitle}
      action={words.jobs.cancel}
      isBusy={cancel.isPending}
      failure={cancel.error}
      onConfirm={() => cancel.mutate()}
      onDismiss={props.onEnd}
    >
      <Box variant="p">{words.jobs.cancelText}</Box>
    </Confirm>
  );
}
