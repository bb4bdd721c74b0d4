import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import StatusIndicator, {type StatusIndicatorProps} from '@cloudscape-design/components/status-indicator';
import Tabs from '@cloudscape-design/components/tabs';
import {useQuery} from '@tanstack/react-query';
import {getRouteApi, useRouter} from '@tanstack/react-router';
import type {Schemas} from '../api/client';
import {saleMode} from '../api/reads';
import {useConsole} from '../app/context';
import type {SaleTab} from '../app/routes';
import {Loaded} from '../parts/Failure';
import {Age} from '../parts/time';
import {SaleBoard} from './sale/SaleBoard';
import {SaleChecks} from './sale/SaleChecks';
import {SalePlan} from './sale/SalePlan';
import {SaleReport} from './sale/SaleReport';

export type SaleMode = Schemas['SaleMode'];

const route = getRouteApi('/sale');
const RUNNING_MS = 2_000;
const QUIET_MS = 10_000;

const INDICATORS: Record<SaleMode['phase'], StatusIndicatorProps.Type> = {
  off: 'stopped',
  planned: 'pending',
  entering: 'in-progress',
  on: 'success',
  leaving: 'in-progress',
};

export function SalePage() {
  const {api, words} = useConsole();
  const router = useRouter();
  const {tab = 'board'} = route.useSearch();
  const query = useQuery({
    ...saleMode(api),
    refetchInterval: it => (it.state.data && it.state.data.phase !== 'off' ? RUNNING_MS : QUIET_MS),
  });
  return (
    <ContentLayout header={<Header variant="h1" description={words.sale.description}>{words.pages.sale}</Header>}>
      <Loaded query={query}>
        {data => (
          <>
            <StatusIndicator type={INDICATORS[data.phase]}>
              {[words.sale.phases[data.phase], data.phase !== 'off' && data.plan?.sale].filter(Boolean).join(': ')}
            </StatusIndicator>{' '}
            {data.version > 0 && <>(<Age at={data.since} />)</>}
            <Tabs
              ariaLabel={words.pages.sale}
              activeTabId={tab}
              onChange={({detail}) =>
                void router.navigate({to: '/sale', search: {tab: detail.activeTabId as SaleTab}})
              }
              tabs={[
                {id: 'board', label: words.sale.tabs.board, content: <SaleBoard sale={data} />},
                {id: 'plan', label: words.sale.tabs.plan, content: <SalePlan sale={data} />},
                {id: 'checks', label: words.sale.tabs.checks, content: <SaleChecks sale={data} />},
                {id: 'report', label: words.sale.tabs.report, content: <SaleReport sale={data} />},
              ]}
            />
          </>
        )}
      </Loaded>
    </ContentLayout>
  );
}
