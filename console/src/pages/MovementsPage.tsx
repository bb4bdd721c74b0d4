import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Tabs from '@cloudscape-design/components/tabs';
import {getRouteApi, useRouter} from '@tanstack/react-router';
import {useConsole} from '../app/context';
import type {MovementTab} from '../app/routes';
import {Contradictions} from './movements/Contradictions';
import {Imports} from './movements/Imports';
import {RecordMovement} from './movements/RecordMovement';

const route = getRouteApi('/movements');

export function MovementsPage() {
  const {words} = useConsole();
  const router = useRouter();
  const {tab = 'record', sku, location} = route.useSearch();
  return (
    <ContentLayout header={<Header variant="h1">{words.pages.movements}</Header>}>
      <Tabs
        ariaLabel={words.pages.movements}
        activeTabId={tab}
        onChange={({detail}) =>
          void router.navigate({to: '/movements', search: {tab: detail.activeTabId as MovementTab, sku, location}})
        }
        tabs={[
          {
            id: 'record',
            label: words.movements.tabs.record,
            content: <RecordMovement sku={sku} location={location} />,
          },
          {id: 'imports', label: words.movements.tabs.imports, content: <Imports />},
          {id: 'contradictions', label: words.movements.tabs.contradictions, content: <Contradictions />},
        ]}
      />
    </ContentLayout>
  );
}
