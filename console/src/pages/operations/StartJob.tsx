import Box from '@cloudscape-design/components/box';
import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useRouter} from '@tanstack/react-router';
import {useState} from 'react';
import {dataOf, type Schemas} from '../../api/client';
import {useConsole} from '../../app/context';
import {Confirm} from '../../parts/Confirm';

type Request = Schemas['JobRequest'];

/** A new id for a job. The dialog keeps it, so that a repeated confirmation starts one job. */
export function newJobId(kind: string): string {
  return `${kind}-${crypto.randomUUID()}`;
}

/** Asks before a job is started. */
export function StartJob(props: {
  title: string;
  text: string;
  action: string;
  request: Request;
  opensJobs?: boolean;
  onEnd: (job?: Schemas['Job']) => void;
}) {
  const {api, words, notify} = useConsole();
  const queries = useQueryClient();
  const router = useRouter();
  const [jobId] = useState(() => newJobId(props.request.kind));
  const start = useMutation({
    mutationFn: () =>
      dataOf(api.PUT('/v1/jobs/{jobId}', {params: {path: {jobId}}, body: props.request})),
    onSuccess: async job => {
      notify(
        job.state === 'waiting'
          ? {type: 'info', header: words.approvals.needed, content: words.approvals.neededHint}
          : {type: 'success', header: words.jobs.started(job.jobId)},
      );
      await queries.invalidateQueries({queryKey: ['jobs']});
      props.onEnd(job);
      if (props.opensJobs) {
        void router.navigate({to: '/operations', search: {tab: 'jobs'}});
      }
    },
  });
  return (
    <Confirm
      title={props.title}
      action={props.action}
      isBusy={start.isPending}
      failure={start.error}
      onConfirm={() => start.mutate()}
      onDismiss={() => props.onEnd()}
    >
      <Box variant="p">{props.text}</Box>
    </Confirm>
  );
}
