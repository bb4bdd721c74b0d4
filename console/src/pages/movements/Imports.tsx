import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import StatusIndicator, {type StatusIndicatorProps} from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import {useQuery} from '@tanstack/react-query';
import type {Schemas} from '../../api/client';
import {imports} from '../../api/reads';
import {useConsole} from '../../app/context';
import {Loaded} from '../../parts/Failure';
import {ListActions} from '../../parts/PagedTable';
import {Time} from '../../parts/time';

type Import = Schemas['Import'];
const POLL_MS = 5_000;

const INDICATORS: Record<Import['state'], StatusIndicatorProps.Type> = {
  running: 'in-progress',
  taken: 'success',
  known: 'info',
  refused: 'error',
};

/** The files that were imported last, each with its outcome. */
export function Imports() {
  const {api, words, formats} = useConsole();
  const query = useQuery({...imports(api), refetchInterval: POLL_MS});

  return (
    <Loaded query={query}>
      {data => (
        <Table
          items={data.imports}
          trackBy={it => String(it.importId)}
          wrapLines
          ariaLabels={{tableLabel: words.movements.imports}}
          header={
            <Header
              variant="h2"
              counter={words.common.count(formats.number(data.imports.length))}
              actions={
                <ListActions
                  query={query}
                  isEmpty={data.imports.length === 0}
                  export={{
                    file: 'imports.csv',
                    header: [
                      words.movements.file, words.movements.fileKind, words.movements.importState,
                      words.movements.rows, words.movements.newRows, words.movements.contradictionCount,
                      words.movements.started, words.movements.finished, words.movements.fault,
                    ],
                    rows: () =>
                      data.imports.map(it => [
                        it.file, it.kind, it.state, it.rowsRead, it.rowsNew, it.contradictions, it.startedAt,
                        it.finishedAt, it.fault,
                      ]),
                  }}
                />
              }
            >
              {words.movements.imports}
            </Header>
          }
          columnDefinitions={[
            {
              id: 'file', header: words.movements.file, isRowHeader: true, minWidth: 180,
              cell: it => <span className="identifier">{it.file}</span>,
            },
            {id: 'kind', header: words.movements.fileKind, cell: it => words.movements.fileKinds[it.kind] ?? it.kind},
            {id: 'state', header: words.movements.importState, minWidth: 160, cell: it => <State of={it} />},
            {id: 'rows', header: words.movements.rows, cell: it => formats.number(it.rowsRead)},
            {id: 'new', header: words.movements.newRows, cell: it => formats.number(it.rowsNew)},
            {
              id: 'contradictions', header: words.movements.contradictionCount,
              cell: it => formats.number(it.contradictions),
            },
            {id: 'started', header: words.movements.started, cell: it => <Time at={it.startedAt} />},
          ]}
          empty={<Box textAlign="center">{words.movements.importsEmpty}</Box>}
        />
      )}
    </Loaded>
  );
}

function State(props: {of: Import}) {
  const {words} = useConsole();
  const {state, fault, file} = props.of;
  return (
    <>
      <StatusIndicator type={INDICATORS[state]}>{words.movements.importStates[state]}</StatusIndicator>
      {fault && <Box>{fault}</Box>}
      {state === 'refused' && (
        <Box color="text-body-secondary" fontSize="body-s">
          <span className="identifier">{words.movements.report(file.replace(/^inbox\//, 'refused/'))}</span>
        </Box>
      )}
    </>
  );
}
