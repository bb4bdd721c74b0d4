import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Tabs from '@cloudscape-design/components/tabs';
import {getRouteApi, useRouter} from '@tanstack/react-router';
import {useConsole} from '../app/context';
import type {OperationsTab} from '../app/routes';
import {Approvals} from './operations/Approvals';
import {Audit} from './operations/Audit';
import {DeadLetters} from './operations/DeadLetters';
import {Jobs} from './operations/Jobs';
import {Queues} from './operations/Queues';

const route = getRouteApi('/operations');

export function OperationsPage() {
  const {words} = useConsole();
  const router = useRouter();
  const {tab = 'queues', queue, ...search} = route.useSearch();
  return (
    <ContentLayout header={<Header variant="h1">{words.pages.operations}</Header>}>
      <Tabs
        ariaLabel={words.pages.operations}
        activeTabId={tab}
        onChange={({detail}) =>
          void router.navigate({to: '/operations', search: {tab: detail.activeTabId as OperationsTab}})
        }
        tabs={[
          {id: 'queues', label: words.queues.tabs.queues, content: <Queues />},
          {
            id: 'dead-letters', label: words.queues.tabs['dead-letters'],
            content: <DeadLetters queue={queue} />,
          },
          {id: 'jobs', label: words.queues.tabs.jobs, content: <Jobs />},
          {id: 'approvals', label: words.approvals.tab, content: <Approvals />},
          {id: 'audit', label: words.operations.tabs.audit, content: <Audit search={search} />},
        ]}
      />
    </ContentLayout>
  );
}
