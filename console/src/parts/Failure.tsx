import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type {UseQueryResult} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {useConsole} from '../app/context';
import {messageOf} from './failures';
import {useNow} from './time';

export function Failure(props: {failure: unknown; retry?: () => void}) {
  const {words} = useConsole();
  return (
    <Alert
      type="error"
      action={props.retry && <Button onClick={props.retry}>{words.common.retry}</Button>}
    >
      <Box variant="p">{messageOf(props.failure, words)}</Box>
    </Alert>
  );
}

/** Why a query failed. If it had succeeded before, the older data stay on the page: says how old they are. */
export function QueryFailure(props: {
  query: {data: unknown; error: unknown; dataUpdatedAt: number; refetch: () => Promise<unknown>};
}) {
  const {words, formats} = useConsole();
  const now = useNow();
  const {data, error, dataUpdatedAt, refetch} = props.query;
  if (!error) {
    return null;
  }
  return data === undefined ? (
    <Failure failure={error} retry={() => void refetch()} />
  ) : (
    <Alert type="warning" action={<Button onClick={() => void refetch()}>{words.common.retry}</Button>}>
      {words.common.stale(formats.pastAge(new Date(dataUpdatedAt).toISOString(), now))}
    </Alert>
  );
}

/**
 * A query in each of its states: loading, failed, stale (it failed after it had succeeded; the older
 * data stay, and say so), and loaded.
 */
export function Loaded<T>(props: {
  query: UseQueryResult<T>;
  /** In place of the failure, for failures that are an answer, such as 404. */
  unless?: (failure: unknown) => ReactNode;
  children: (data: T) => ReactNode;
}) {
  const {words} = useConsole();
  const {data, error, isPending} = props.query;
  if (data === undefined) {
    if (isPending && !error) {
      return <StatusIndicator type="loading">{words.common.loading}</StatusIndicator>;
    }
    return props.unless?.(error) ?? <QueryFailure query={props.query} />;
  }
  return (
    <SpaceBetween size="m">
      <QueryFailure query={props.query} />
      {props.children(data)}
    </SpaceBetween>
  );
}
