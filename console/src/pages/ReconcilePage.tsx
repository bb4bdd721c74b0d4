import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import {useQuery} from '@tanstack/react-query';
import {getRouteApi, useRouter} from '@tanstack/react-router';
import {useState} from 'react';
import {ApiError, type Schemas} from '../api/client';
import {job, jobs} from '../api/reads';
import {useConsole} from '../app/context';
import {Loaded, QueryFailure} from '../parts/Failure';
import {InternalLink} from '../parts/InternalLink';
import {Time} from '../parts/time';
import {isRunning, JobPeople, JobProgress, JobState} from './operations/JobState';
import {StartJob} from './operations/StartJob';
import {chosenRun} from './reconcile/chosenRun';
import {Findings} from './reconcile/Findings';

const route = getRouteApi('/reconcile');
const POLL_MS = 3_000;

/** Dry run, findings, repair, report. The chosen run is in the address. */
export function ReconcilePage() {
  const {api, session, words, formats} = useConsole();
  const router = useRouter();
  const {job: wanted} = route.useSearch();
  const [asks, setAsks] = useState<'compare' | 'repair'>();
  const query = useQuery({...jobs(api), refetchInterval: POLL_MS});
  const newest = (query.data?.jobs ?? []).filter(it => it.kind === 'reconcile');
  // The list has the newest jobs only: a link may lead to an older one.
  const older = useQuery({
    ...job(api, wanted ?? ''),
    enabled: wanted !== undefined && query.data !== undefined && !newest.some(it => it.jobId === wanted),
    refetchInterval: it => it.state.data && POLL_MS,
  });
  const mayChange = session.may('netstock/operate');
  const open = (jobId: string | undefined) => void router.navigate({to: '/reconcile', search: {job: jobId}});
  const unknown = (
    <Box variant="p">
      {words.reconcile.unknown} <InternalLink href="/reconcile">{words.reconcile.newest}</InternalLink>
    </Box>
  );
  return (
    <ContentLayout
      header={<Header variant="h1" description={words.reconcile.description}>{words.pages.reconcile}</Header>}
    >
      <Loaded query={query}>
        {() => {
          const chosen = chosenRun(newest, wanted, older.data);
          const runs = chosen && !newest.includes(chosen) ? [...newest, chosen] : newest;
          const isBusy = runs.some(isRunning);
          const canRepair =
            chosen !== undefined && chosen.state === 'done' && !chosen.repair && chosen.findings > 0;
          return (
            <SpaceBetween size="l">
              <Container
                header={
                  <Header
                    variant="h2"
                    actions={
                      mayChange && (
                        <SpaceBetween direction="horizontal" size="xs">
                          <Button disabled={isBusy} onClick={() => setAsks('compare')}>
                            {words.reconcile.compare}
                          </Button>
                          <Button
                            variant="primary"
                            disabled={isBusy || !canRepair}
                            onClick={() => setAsks('repair')}
                          >
                            {words.reconcile.repair}
                          </Button>
                        </SpaceBetween>
                      )
                    }
                  >
                    {words.reconcile.runs}
                  </Header>
                }
              >
                {chosen ? (
                  <SpaceBetween size="m">
                    {chosen === older.data && <QueryFailure query={older} />}
                    <Select
                      ariaLabel={words.reconcile.runs}
                      options={runs.map(it => ({
                        value: it.jobId,
                        label: `${formats.exactTime(it.startedAt)} – ${nameOf(it, words.jobs.kinds)}`,
                        description: it.jobId,
                      }))}
                      selectedOption={{
                        value: chosen.jobId,
                        label: `${formats.exactTime(chosen.startedAt)} – ${nameOf(chosen, words.jobs.kinds)}`,
                      }}
                      onChange={({detail}) => open(detail.selectedOption.value)}
                    />
                    <KeyValuePairs
                      columns={4}
                      items={[
                        {label: words.jobs.state, value: <JobState job={chosen} />},
                        {label: words.jobs.progress, value: <JobProgress job={chosen} />},
                        {label: words.jobs.startedBy, value: <JobPeople job={chosen} />},
                        {label: words.jobs.updatedAt, value: <Time at={chosen.updatedAt} />},
                      ]}
                    />
                  </SpaceBetween>
                ) : wanted !== undefined ? (
                  <Loaded
                    query={older}
                    unless={failure => (failure instanceof ApiError && failure.status === 404 ? unknown : undefined)}
                  >
                    {() => unknown}
                  </Loaded>
                ) : (
                  <Box textAlign="center">
                    <b>{words.reconcile.none}</b>
                    <Box variant="p" color="text-body-secondary">{words.reconcile.noneHint}</Box>
                  </Box>
                )}
              </Container>
              {chosen?.state === 'done' && <Findings key={chosen.jobId} jobId={chosen.jobId} />}
              {asks && (
                <StartJob
                  title={asks === 'compare' ? words.reconcile.compareTitle : words.reconcile.repairTitle}
                  text={
                    asks === 'compare'
                      ? words.reconcile.compareText
                      : words.reconcile.repairText(formats.number(chosen?.findings ?? 0))
                  }
                  action={asks === 'compare' ? words.reconcile.compare : words.reconcile.repair}
                  request={{kind: 'reconcile', repair: asks === 'repair'}}
                  onEnd={job => {
                    setAsks(undefined);
                    if (job) {
                      open(job.jobId);
                    }
                  }}
                />
              )}
            </SpaceBetween>
          );
        }}
      </Loaded>
    </ContentLayout>
  );
}

function nameOf(job: Schemas['Job'], kinds: Record<string, string>): string {
  return kinds[job.repair ? 'repair' : 'reconcile'] ?? job.kind;
}
