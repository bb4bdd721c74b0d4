import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import {useQuery} from '@tanstack/react-query';
import {useRouter} from '@tanstack/react-router';
import {useState} from 'react';
import type {Schemas} from '../../api/client';
import {deadLetters, queues} from '../../api/reads';
import {useConsole} from '../../app/context';
import {Loaded} from '../../parts/Failure';
import {InternalLink, skuPath} from '../../parts/InternalLink';
import {RefreshButton} from '../../parts/PagedTable';
import {Time} from '../../parts/time';
import {StartJob} from './StartJob';

/** A look at what a consumer failed to process, and the button that replays it. */
export function DeadLetters(props: {queue: string | undefined}) {
  const {api, words} = useConsole();
  const router = useRouter();
  const query = useQuery(queues(api));
  return (
    <Loaded query={query}>
      {data => {
        const options = [...data.queues]
          .sort((one, other) => other.failed - one.failed)
          .map(it => ({value: it.queue, label: it.queue, description: `${words.queues.failed}: ${it.failed}`}));
        const chosen = options.find(it => it.value === props.queue) ?? options[0];
        return (
          <SpaceBetween size="l">
            <FormField label={words.queues.choose}>
              <Select
                options={options}
                selectedOption={chosen ?? null}
                filteringType="auto"
                onChange={({detail}) =>
                  void router.navigate({
                    to: '/operations', search: {tab: 'dead-letters', queue: detail.selectedOption.value},
                  })
                }
              />
            </FormField>
            {chosen && <Letters key={chosen.value} queue={chosen.value} />}
          </SpaceBetween>
        );
      }}
    </Loaded>
  );
}

function Letters(props: {queue: string}) {
  const {api, session, words, formats} = useConsole();
  const [asks, setAsks] = useState(false);
  const query = useQuery(deadLetters(api, props.queue));
  return (
    <Loaded query={query}>
      {data => (
        <>
          <Table
            items={data.messages}
            trackBy="id"
            wrapLines
            ariaLabels={{tableLabel: words.queues.letters(props.queue)}}
            header={
              <Header
                variant="h2"
                counter={words.common.count(formats.number(data.messages.length))}
                description={words.queues.lettersHint}
                actions={
                  <SpaceBetween direction="horizontal" size="xs">
                    <RefreshButton query={query} />
                    {session.may('netstock/operate') && (
                      <Button
                        variant="primary"
                        disabled={data.messages.length === 0}
                        onClick={() => setAsks(true)}
                      >
                        {words.queues.replay}
                      </Button>
                    )}
                  </SpaceBetween>
                }
              >
                {words.queues.letters(props.queue)}
              </Header>
            }
            columnDefinitions={[
              {
                id: 'id', header: words.queues.message, isRowHeader: true, minWidth: 180,
                cell: it => <span className="identifier">{it.id}</span>,
              },
              {id: 'about', header: words.queues.about, minWidth: 220, cell: it => <About of={it} />},
              {
                id: 'cause', header: words.queues.cause, minWidth: 180,
                cell: it => (it.causes.length ? it.causes.join(' ') : words.queues.unknownCause),
              },
              {id: 'sent', header: words.queues.sentAt, cell: it => <Time at={it.sentAt} />},
              {
                id: 'receives', header: words.queues.receives,
                cell: it => (it.receives === undefined ? '–' : formats.number(it.receives)),
              },
            ]}
            empty={<Box textAlign="center">{words.queues.noLetters}</Box>}
          />
          {asks && (
            <StartJob
              title={words.queues.replayTitle(props.queue)}
              text={words.queues.replayText}
              action={words.queues.replay}
              request={{kind: 'replay', queue: props.queue}}
              onEnd={job => {
                setAsks(false);
                if (job) {
                  void query.refetch();
                }
              }}
              opensJobs
            />
          )}
        </>
      )}
    </Loaded>
  );
}

function About(props: {of: Schemas['DeadLetter']}) {
  const {words, formats} = useConsole();
  return (
    <>
      {props.of.about.map((names, index) => (
        <Box key={index}>
          {names.map(({name, value}) => (
            <Box key={name} display="inline-block" margin={{right: 's'}}>
              {name}: {name === 'sku' ? <InternalLink href={skuPath(value)}>{value}</InternalLink> : value}
            </Box>
          ))}
        </Box>
      ))}
      {props.of.records > 1 && <Box>{words.queues.records(formats.number(props.of.records))}</Box>}
    </>
  );
}
