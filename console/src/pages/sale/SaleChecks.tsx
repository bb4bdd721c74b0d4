import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import StatusIndicator, {type StatusIndicatorProps} from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type {Schemas} from '../../api/client';
import {useConsole} from '../../app/context';
import type {SaleMode} from '../SalePage';

const INDICATORS: Record<Schemas['SaleCheck']['verdict'], StatusIndicatorProps.Type> = {
  ok: 'success',
  warning: 'warning',
  unknown: 'info',
};

/** What the preflight checks found. */
export function SaleChecks(props: {sale: SaleMode}) {
  const {words, formats} = useConsole();
  const {checks} = props.sale;
  return (
    <Table
      items={checks}
      trackBy="check"
      wrapLines
      ariaLabels={{tableLabel: words.sale.checks}}
      header={
        <Header
          variant="h2"
          description={words.sale.checksHint}
          counter={words.common.count(formats.number(checks.length))}
        >
          {words.sale.checks}
        </Header>
      }
      columnDefinitions={[
        {id: 'check', header: words.sale.check, isRowHeader: true, cell: it => it.check},
        {
          id: 'verdict', header: words.sale.verdict,
          cell: it => (
            <StatusIndicator type={INDICATORS[it.verdict]}>{words.sale.verdicts[it.verdict]}</StatusIndicator>
          ),
        },
        {id: 'found', header: words.sale.found, minWidth: 240, cell: it => it.found},
      ]}
      empty={<Box textAlign="center">{words.sale.checksEmpty}</Box>}
    />
  );
}
