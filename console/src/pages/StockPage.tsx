import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Tabs from '@cloudscape-design/components/tabs';
import {getRouteApi, useRouter} from '@tanstack/react-router';
import {useConsole} from '../app/context';
import {CompareSkus} from './stock/CompareSkus';
import {EditSettings} from './stock/EditSettings';
import {SearchItems} from './stock/SearchItems';

const route = getRouteApi('/stock');

export function StockPage() {
  const {words} = useConsole();
  const router = useRouter();
  const {skus, edit, ...search} = route.useSearch();
  return (
    <ContentLayout
      header={<Header variant="h1" description={words.stock.description}>{words.pages.stock}</Header>}
    >
      <Tabs
        ariaLabel={words.pages.stock}
        activeTabId={edit !== undefined ? 'edit' : skus === undefined ? 'search' : 'compare'}
        onChange={({detail}) =>
          void router.navigate({
            to: '/stock',
            search: detail.activeTabId === 'compare' ? {skus: ' '} : detail.activeTabId === 'edit' ? {edit: ' '} : {},
          })
        }
        tabs={[
          {
            id: 'search',
            label: words.stock.tabs.search,
            content: <SearchItems search={search} />,
          },
          {id: 'edit', label: words.stock.tabs.edit, content: <EditSettings chosen={(edit ?? '').trim()} />},
          {id: 'compare', label: words.stock.tabs.compare, content: <CompareSkus chosen={(skus ?? '').trim()} />},
        ]}
      />
    </ContentLayout>
  );
}
