import Link, {type LinkProps} from '@cloudscape-design/components/link';
import {useRouter} from '@tanstack/react-router';
import type {MallSearch} from '../app/routes';

/** A link to another view: it can be opened in a tab of its own, and does not reload the page. */
export function InternalLink(props: LinkProps & {href: string}) {
  const router = useRouter();
  return (
    <Link
      {...props}
      onFollow={event => {
        event.preventDefault();
        void router.navigate({href: props.href});
      }}
    />
  );
}

export function skuPath(sku: string, query: Record<string, string> = {}): string {
  return path(`/skus/${encodeURIComponent(sku)}`, query);
}

export function orderPath(orderId: string): string {
  return `/orders/${encodeURIComponent(orderId)}`;
}

export function mallPath(mall: string, query: MallSearch = {}): string {
  return path(`/malls/${encodeURIComponent(mall)}`, {...query});
}

export function path(base: string, query: Record<string, string | undefined>): string {
  const set = Object.entries(query).filter((it): it is [string, string] => !!it[1]);
  return set.length ? `${base}?${new URLSearchParams(set)}` : base;
}
