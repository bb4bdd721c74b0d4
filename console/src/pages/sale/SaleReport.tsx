import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import {useConsole} from '../../app/context';
import {csv, download} from '../../parts/csv';
import type {SaleMode} from '../SalePage';

/** The result of the last sale. What was not measured says so: a zero is a count. */
export function SaleReport(props: {sale: SaleMode}) {
  const {words, formats} = useConsole();
  const {report, plan} = props.sale;
  if (!report) {
    return (
      <Box textAlign="center" padding="l">
        <b>{words.sale.reportEmpty}</b>
        <Box variant="p" color="text-body-secondary">{words.sale.reportEmptyHint}</Box>
      </Box>
    );
  }
  const name = plan?.sale ?? report.report.replace(/^sales\/|\.json$/g, '');
  const number = (value: number | undefined) =>
    value === undefined ? words.sale.unknown : formats.number(value);
  const {checkout, reservations, expiredUnitSeconds, sweptUnitSeconds} = report.measured;
  const items = [
    {label: words.sale.period, value: `${formats.time(report.from)} – ${formats.time(report.to)}`},
    {label: words.sale.soldOrders, value: number(report.orders)},
    {label: words.sale.soldUnits, value: number(report.units)},
    {label: words.sale.givenBack, value: number(report.givenBack)},
    {
      label: words.sale.peak,
      value: report.peakMinute
        ? words.sale.peakOf(formats.time(report.peakMinute), number(report.peakOrders))
        : words.common.none,
    },
    {label: words.sale.oversold, value: number(report.oversold)},
    {label: words.sale.unsold, value: number(report.unsold)},
    {label: words.sale.drift, value: number(report.drift)},
    {label: words.sale.p99, value: ms(reservations?.p99Ms)},
    {label: words.sale.p99Slowest, value: ms(reservations?.slowestP99Ms)},
    {label: words.sale.refused, value: number(checkout?.refused)},
    {label: words.sale.outOfStock, value: number(checkout?.outOfStock)},
    {label: words.sale.tryAgain, value: number(checkout?.tryAgain)},
    {label: words.sale.failedCalls, value: number(checkout?.failed)},
    {label: words.sale.throttles, value: number(checkout?.throttles)},
    {label: words.sale.conflicts, value: number(checkout?.conflicts)},
    {label: words.sale.unitSeconds, value: number(expiredUnitSeconds)},
    {label: words.sale.sweptSeconds, value: number(sweptUnitSeconds)},
    {label: words.sale.file, value: report.report},
  ];

  function ms(value: number | undefined): string {
    return value === undefined ? words.sale.unknown : words.sale.ms(formats.number(value));
  }

  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button
              iconName="download"
              onClick={() =>
                download(`sale-${name}.csv`, csv([words.sale.check, words.sale.found], items.map(it => [it.label, it.value])))
              }
            >
              {words.common.export}
            </Button>
          }
        >
          {words.sale.reportTitle(name)}
        </Header>
      }
    >
      <KeyValuePairs columns={4} items={items} />
    </Container>
  );
}
