import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import {useQuery} from '@tanstack/react-query';
import {contradictions} from '../../api/reads';
import {useConsole} from '../../app/context';
import {Loaded} from '../../parts/Failure';
import {RefreshButton} from '../../parts/PagedTable';
import {Time} from '../../parts/time';

/** Reports that reuse an identifier with other contents: both contents side by side. */
export function Contradictions() {
  const {api, words, formats} = useConsole();
  const query = useQuery(contradictions(api));
  return (
    <Loaded query={query}>
      {data => (
        <Table
          items={data.contradictions}
          trackBy={it => String(it.contradictionId)}
          wrapLines
          ariaLabels={{tableLabel: words.movements.contradictions}}
          header={
            <Header
              variant="h2"
              counter={words.common.count(formats.number(data.contradictions.length))}
              description={words.movements.contradictionsHint}
              actions={<RefreshButton query={query} />}
            >
              {words.movements.contradictions}
            </Header>
          }
          columnDefinitions={[
            {
              id: 'name', header: words.movements.name, isRowHeader: true, minWidth: 160,
              cell: it => <span className="identifier">{it.name}</span>,
            },
            {
              id: 'subject', header: words.movements.subject,
              cell: it => words.movements.subjects[it.subject] ?? it.subject,
            },
            {id: 'counted', header: words.movements.counted, minWidth: 200, cell: it => <Contents of={it.counted} />},
            {id: 'refused', header: words.movements.refused, minWidth: 200, cell: it => <Contents of={it.refused} />},
            {id: 'heard', header: words.movements.heard, cell: it => <Time at={it.heardAt} />},
          ]}
          empty={<Box textAlign="center">{words.movements.contradictionsEmpty}</Box>}
        />
      )}
    </Loaded>
  );
}

function Contents(props: {of: Record<string, unknown>}) {
  return (
    <div>
      {Object.entries(props.of).map(([name, value]) => (
        <div key={name}>
          {name}: <span className="identifier">{typeof value === 'string' ? value : JSON.stringify(value)}</span>
        </div>
      ))}
    </div>
  );
}
