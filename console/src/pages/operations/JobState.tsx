import Box from '@cloudscape-design/components/box';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import StatusIndicator, {type StatusIndicatorProps} from '@cloudscape-design/components/status-indicator';
import type {Schemas} from '../../api/client';
import {useConsole} from '../../app/context';
import {InternalLink} from '../../parts/InternalLink';

type Job = Schemas['Job'];

const INDICATORS: Record<Job['state'], StatusIndicatorProps.Type> = {
  waiting: 'pending',
  running: 'in-progress',
  cancelling: 'in-progress',
  done: 'success',
  failed: 'error',
  cancelled: 'stopped',
  refused: 'stopped',
  expired: 'stopped',
};

export function isRunning(job: Job): boolean {
  return job.state === 'running' || job.state === 'cancelling';
}

/** The state of a job, and why its last step failed. */
export function JobState(props: {job: Job}) {
  const {words} = useConsole();
  const {state, stopped, error} = props.job;
  return (
    <>
      <StatusIndicator type={stopped ? 'warning' : INDICATORS[state]}>
        {words.jobs.states[stopped ? 'stopped' : state] ?? state}
      </StatusIndicator>
      {state === 'waiting' && (
        <Box fontSize="body-s">
          <InternalLink href="/operations?tab=approvals">{words.approvals.title}</InternalLink>
        </Box>
      )}
      {error && <Box color="text-status-error">{error}</Box>}
    </>
  );
}

/** Who started a job, and who approved or refused it. */
export function JobPeople(props: {job: Job}) {
  const {words} = useConsole();
  const {startedBy, state, approval} = props.job;
  const decidedBy = state === 'refused' ? words.approvals.refusedBy : words.approvals.approvedBy;
  return (
    <>
      {startedBy}
      {approval?.decidedBy !== undefined && (
        <Box color="text-body-secondary" fontSize="body-s">{decidedBy(approval.decidedBy)}</Box>
      )}
    </>
  );
}

/** How far a job is, with a bar if the end is known. */
export function JobProgress(props: {job: Job}) {
  const {words, formats} = useConsole();
  const {phase, done, total} = props.job;
  const name = phase === undefined ? '' : (words.jobs.phases[phase] ?? phase);
  return total === undefined ? (
    <>{[name, done > 0 ? formats.number(done) : ''].filter(it => it !== '').join(': ') || '–'}</>
  ) : (
    <ProgressBar
      ariaLabel={words.jobs.progress}
      value={(100 * done) / total}
      description={name}
      additionalInfo={words.jobs.of(formats.number(done), formats.number(total))}
    />
  );
}
