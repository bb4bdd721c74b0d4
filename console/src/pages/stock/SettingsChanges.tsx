import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import {ApiError, dataOf, type Schemas} from '../../api/client';
import {useConsole} from '../../app/context';
import {Confirm} from '../../parts/Confirm';
import {QueryFailure} from '../../parts/Failure';
import {InternalLink, skuPath} from '../../parts/InternalLink';
import {differences, placeOf} from './settingsFile';

/** What a file of settings would change, and the button that applies it. */
export function SettingsChanges(props: {name: string; text: string}) {
  const {api, words, formats, notify} = useConsole();
  const queries = useQueryClient();
  const [asks, setAsks] = useState(false);
  const send = (dryRun: 'true' | 'false') =>
    dataOf(
      api.POST('/v1/settings-files', {
        params: {query: {dryRun}},
        headers: {'content-type': 'text/csv'},
        body: props.text,
        bodySerializer: text => text,
      }),
    );
  const dryRun = useQuery({
    queryKey: ['settings-file', props.text],
    queryFn: () => send('true'),
    // A refresh would show the changes that were just applied as none.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });
  const apply = useMutation({
    mutationFn: () => send('false'),
    onSuccess: async answer => {
      setAsks(false);
      notify({
        type: 'success',
        header: words.bulk.applied(formats.number(answer.changes.length)),
        content: words.bulk.appliedDetail(formats.number(answer.rows), formats.number(answer.skus)),
      });
      await queries.invalidateQueries({queryKey: ['settings']});
    },
  });

  if (dryRun.error instanceof ApiError && dryRun.error.status === 400) {
    return <Faults name={props.name} faults={dryRun.error.faults} />;
  }
  if (!dryRun.data) {
    return dryRun.error
      ? <QueryFailure query={dryRun} />
      : <StatusIndicator type="loading">{words.common.loading}</StatusIndicator>;
  }
  const changes = (apply.data ?? dryRun.data).changes;
  const summary = words.bulk.summary(
    formats.number(dryRun.data.rows), formats.number(dryRun.data.skus), formats.number(changes.length),
  );
  return (
    <SpaceBetween size="m">
      <Table
        items={changes}
        trackBy={it => String(it.line)}
        ariaLabels={{tableLabel: words.bulk.changes}}
        header={
          <Header
            variant="h2"
            counter={words.common.count(formats.number(changes.length))}
            description={`${props.name}: ${apply.data ? words.bulk.isApplied : summary}`}
            actions={
              !apply.data && (
                <Button
                  variant="primary"
                  disabled={changes.length === 0}
                  onClick={() => {
                    apply.reset();
                    setAsks(true);
                  }}
                >
                  {words.bulk.apply}
                </Button>
              )
            }
          >
            {words.bulk.changes}
          </Header>
        }
        columnDefinitions={[
          {id: 'line', header: words.bulk.line, cell: it => formats.number(it.line)},
          {
            id: 'sku', header: words.common.sku, isRowHeader: true,
            cell: it => <InternalLink href={skuPath(it.sku)}>{it.sku}</InternalLink>,
          },
          {id: 'location', header: words.common.location, cell: it => it.after.location},
          {id: 'changes', header: words.bulk.beforeAfter, minWidth: 260, cell: it => <Differences of={it} />},
        ]}
        empty={<Box textAlign="center">{words.bulk.noChanges}</Box>}
      />
      {asks && (
        <Confirm
          title={words.bulk.confirmTitle}
          action={words.bulk.apply}
          isBusy={apply.isPending}
          failure={apply.error}
          onConfirm={() => apply.mutate()}
          onDismiss={() => setAsks(false)}
        >
          <Box variant="p">{summary}</Box>
          <Box variant="p">{words.bulk.confirmText}</Box>
        </Confirm>
      )}
    </SpaceBetween>
  );
}

function Differences(props: {of: Schemas['SettingsChange']}) {
  const {words} = useConsole();
  return (
    <>
      {differences(props.of).map(([field, before, after]) => (
        <Box key={field}>
          {words.settings[field]}: <span className="numbers">{before} → <b>{after}</b></span>
        </Box>
      ))}
    </>
  );
}

function Faults(props: {name: string; faults: {pointer: string; message: string}[]}) {
  const {words, formats} = useConsole();
  return (
    <SpaceBetween size="m">
      <Alert type="error">{words.bulk.refused}</Alert>
      <Table
        items={props.faults}
        trackBy={it => it.pointer + it.message}
        ariaLabels={{tableLabel: words.bulk.errors}}
        header={
          <Header
            variant="h2"
            counter={words.common.count(formats.number(props.faults.length))}
            description={props.name}
          >
            {words.bulk.errors}
          </Header>
        }
        columnDefinitions={[
          {id: 'line', header: words.bulk.line, isRowHeader: true, cell: it => placeOf(it.pointer).line || '–'},
          {id: 'column', header: words.bulk.column, cell: it => placeOf(it.pointer).column || '–'},
          {id: 'message', header: words.bulk.error, cell: it => it.message},
        ]}
      />
    </SpaceBetween>
  );
}
