import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type {TableProps} from '@cloudscape-design/components/table';
import type {Schemas} from '../api/client';
import {useConsole} from '../app/context';
import type {Formats} from '../words/formats';
import type {Words} from '../words/words';
import {InternalLink, skuPath} from './InternalLink';
import {Time} from './time';

export type MallCount = Schemas['MallCount'];

/** The name of a mall's item, with its variant. */
export function nameOf(item: {item: string; variant: string}): string {
  return item.variant ? `${item.item} / ${item.variant}` : item.item;
}

/** What a mall shows of an item: a number, a range, or unknown. */
export function shown(count: MallCount, words: Words, formats: Formats): string {
  const {low, high} = count.shows;
  if (high === undefined) {
    return words.malls.unknownCount(formats.number(low));
  }
  return low === high ? formats.number(low) : `${formats.number(low)}–${formats.number(high)}`;
}

/** What was last sent: a count, or a difference with its sign. */
export function lastSent(count: MallCount, formats: Formats): string {
  const {lastSent: sent} = count;
  return sent ? (sent.kind === 'set' ? formats.number(sent.count) : formats.change(sent.count)) : '';
}

/** The columns of a list of mall items. */
export function useMallCountColumns<T extends MallCount>(): TableProps.ColumnDefinition<T>[] {
  const {words, formats} = useConsole();
  return [
    {
      id: 'item', header: words.malls.item, isRowHeader: true, minWidth: 150,
      cell: it => <span className="identifier">{nameOf(it)}</span>,
    },
    {
      id: 'parts', header: words.malls.parts, minWidth: 180,
      cell: it =>
        it.parts.length === 0
          ? '–'
          : it.parts.map(part => (
              <div key={part.sku}>
                {formats.number(part.units)} × <InternalLink href={skuPath(part.sku)}>{part.sku}</InternalLink>{' '}
                ({words.malls.setAside(formats.number(part.setAside))})
              </div>
            )),
    },
    {
      id: 'shows', header: words.malls.shows,
      cell: it => <span className="numbers">{shown(it, words, formats)}</span>,
    },
    {
      id: 'target', header: words.malls.target, minWidth: 140,
      cell: it => (
        <span className="numbers">
          {`${formats.number(it.target)} (${words.malls.reasons[it.reason] ?? it.reason})`}
        </span>
      ),
    },
    {
      id: 'sent', header: words.malls.lastSent, minWidth: 140,
      cell: it => (it.lastSent ? <>{lastSent(it, formats)}, <Time at={it.lastSent.at} /></> : '–'),
    },
    {
      id: 'pending', header: words.malls.pending, minWidth: 140,
      cell: it => (
        <>
          {it.pending.map(kind => words.malls.pendings[kind] ?? kind).join(', ') || (it.problem ? '' : '–')}
          {it.problem && <StatusIndicator type="error">{it.problem}</StatusIndicator>}
        </>
      ),
    },
  ];
}
