import Box from '@cloudscape-design/components/box';
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import {useQuery} from '@tanstack/react-query';
import {getRouteApi, useRouter} from '@tanstack/react-router';
import {ApiError} from '../api/client';
import {levels} from '../api/reads';
import {useConsole} from '../app/context';
import type {SkuTab} from '../app/routes';
import {Loaded} from '../parts/Failure';
import {SkuAllocation} from './sku/SkuAllocation';
import {SkuExplanation} from './sku/SkuExplanation';
import {SkuHistory} from './sku/SkuHistory';
import {SkuLevels} from './sku/SkuLevels';
import {SkuLimit} from './sku/SkuLimit';
import {SkuOrders} from './sku/SkuOrders';
import {SkuSettings} from './sku/SkuSettings';

const route = getRouteApi('/skus/$sku');
const LEVELS_MS = 5_000;

export function SkuPage() {
  const {api, words} = useConsole();
  const router = useRouter();
  const {sku} = route.useParams();
  const {tab = 'levels', location} = route.useSearch();
  const query = useQuery({...levels(api, sku), refetchInterval: LEVELS_MS});

  return (
    <ContentLayout
      breadcrumbs={
        <BreadcrumbGroup
          items={[{text: words.pages.stock, href: '/stock'}, {text: sku, href: '#'}]}
          onFollow={event => {
            event.preventDefault();
            void router.navigate({href: event.detail.href});
          }}
        />
      }
      header={<Header variant="h1">{words.sku.title(sku)}</Header>}
    >
      <Loaded
        query={query}
        unless={failure =>
          failure instanceof ApiError && failure.status === 404 ? (
            <Box variant="p">{words.sku.unknown}</Box>
          ) : undefined
        }
      >
        {data => {
          const locations = data.locations.map(it => it.location);
          const at = location ?? locations[0];
          return (
            <SpaceBetween size="l">
              <Tabs
                ariaLabel={words.sku.title(sku)}
                activeTabId={tab}
                onChange={({detail}) =>
                  void router.navigate({
                    to: '/skus/$sku',
                    params: {sku},
                    search: {tab: detail.activeTabId as SkuTab, location},
                  })
                }
                tabs={[
                  {id: 'levels', label: words.sku.tabs.levels, content: <SkuLevels levels={data} />},
                  {
                    id: 'explanation',
                    label: words.sku.tabs.explanation,
                    content: <SkuExplanation key={at} sku={sku} location={at} locations={locations} />,
                  },
                  {
                    id: 'history',
                    label: words.sku.tabs.history,
                    content: <SkuHistory sku={sku} location={location} locations={locations} />,
                  },
                  {
                    id: 'orders',
                    label: words.sku.tabs.orders,
                    content: <SkuOrders sku={sku} location={location} locations={locations} />,
                  },
                  {
                    id: 'allocation',
                    label: words.sku.tabs.allocation,
                    content: <SkuAllocation sku={sku} location={at} locations={locations} />,
                  },
                  {
                    id: 'settings',
                    label: words.sku.tabs.settings,
                    content: (
                      <SpaceBetween size="l">
                        <SkuSettings sku={sku} locations={locations} />
                        <SkuLimit sku={sku} />
                      </SpaceBetween>
                    ),
                  },
                ]}
              />
            </SpaceBetween>
          );
        }}
      </Loaded>
    </ContentLayout>
  );
}
