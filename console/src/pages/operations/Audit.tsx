import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import DatePicker from '@cloudscape-design/components/date-picker';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import {useInfiniteQuery} from '@tanstack/react-query';
import {useRouter} from '@tanstack/react-router';
import {useState} from 'react';
import type {Schemas} from '../../api/client';
import {audit, type AuditSearch} from '../../api/reads';
import {useConsole} from '../../app/context';
import {PagedTable} from '../../parts/PagedTable';
import {SubmitForm} from '../../parts/SubmitForm';
import {Time} from '../../parts/time';

type Act = Schemas['Act'];

/** What people and clients did on a day; the conditions are in the address. */
export function Audit(props: {search: AuditSearch}) {
  const {api, words} = useConsole();
  const router = useRouter();
  const query = useInfiniteQuery(audit(api, props.search));
  const acts = query.data?.pages.flatMap(page => page.acts) ?? [];
  const search = (changed: AuditSearch) =>
    void router.navigate({to: '/operations', search: {tab: 'audit', ...props.search, ...changed}});

  return (
    <SpaceBetween size="l">
      <Conditions key={JSON.stringify(props.search)} search={props.search} onSearch={search} />
      <PagedTable
        query={query}
        items={acts}
        title={words.audit.title}
        description={words.audit.description}
        trackBy="id"
        wrapLines
        columns={[
          {id: 'at', header: words.common.time, isRowHeader: true, cell: it => <Time at={it.at} />},
          {id: 'who', header: words.audit.who, cell: it => it.who.name ?? it.who.subject},
          {id: 'action', header: words.audit.action, cell: it => words.audit.actions[it.action] ?? it.action},
          {
            id: 'targets', header: words.audit.target, minWidth: 140,
            cell: it => <span className="identifier">{it.targets.join(', ')}</span>,
          },
          {id: 'result', header: words.audit.result, cell: it => <Result act={it} />},
          {id: 'change', header: words.audit.change, minWidth: 220, cell: it => <Change act={it} />},
        ]}
        empty={words.audit.empty}
      />
    </SpaceBetween>
  );
}

function Conditions(props: {search: AuditSearch; onSearch: (changed: AuditSearch) => void}) {
  const {words} = useConsole();
  const [who, setWho] = useState(props.search.who ?? '');
  const [target, setTarget] = useState(props.search.target ?? '');
  const every = {value: '', label: words.common.all};
  const actions = [every, ...Object.entries(words.audit.actions).map(([value, label]) => ({value, label}))];
  return (
    <SubmitForm onSubmit={() => props.onSearch({who: plain(who), target: plain(target)})}>
      <ColumnLayout columns={4}>
        <FormField label={words.common.day} constraintText={words.audit.dayHint}>
          <DatePicker
            value={props.search.day ?? ''}
            placeholder="YYYY/MM/DD"
            onChange={({detail}) => {
              if (detail.value === '' || /^\d{4}-\d{2}-\d{2}$/.test(detail.value)) {
                props.onSearch({day: detail.value || undefined});
              }
            }}
          />
        </FormField>
        <FormField label={words.audit.who}>
          <Input value={who} onChange={({detail}) => setWho(detail.value)} />
        </FormField>
        <FormField label={words.audit.action}>
          <Select
            options={actions}
            selectedOption={actions.find(it => it.value === props.search.action) ?? every}
            onChange={({detail}) => props.onSearch({action: detail.selectedOption.value || undefined})}
          />
        </FormField>
        <FormField label={words.audit.target} constraintText={words.audit.targetHint}>
          <Input value={target} onChange={({detail}) => setTarget(detail.value)} />
        </FormField>
      </ColumnLayout>
      <Button formAction="submit">{words.common.search}</Button>
    </SubmitForm>
  );
}

function Result(props: {act: Act}) {
  const {words} = useConsole();
  const {result} = props.act;
  if (!result) {
    return <StatusIndicator type="warning">{words.audit.unfinished}</StatusIndicator>;
  }
  return result.status < 400 ? (
    <StatusIndicator type="success">{words.audit.done}</StatusIndicator>
  ) : (
    <StatusIndicator type="error">{words.audit.refused(result.status, result.outcome)}</StatusIndicator>
  );
}

/** Before and after, one below the other: small screens have no room for two columns. */
function Change(props: {act: Act}) {
  const {words} = useConsole();
  const {before, result} = props.act;
  if (!before && !result?.after) {
    return null;
  }
  return (
    <ExpandableSection headerText={words.audit.show}>
      {before && <Document title={words.audit.before} of={before} />}
      {result?.after && <Document title={words.audit.after} of={result.after} />}
    </ExpandableSection>
  );
}

function Document(props: {title: string; of: Record<string, unknown>}) {
  return (
    <>
      <Box variant="awsui-key-label">{props.title}</Box>
      <Box variant="pre">{JSON.stringify(props.of, null, 1)}</Box>
    </>
  );
}

function plain(text: string): string | undefined {
  return text.normalize('NFKC').trim() || undefined;
}
