import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import {useEffect, useRef, useState} from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type {Schemas} from '../api/client';
import {useConsole} from '../app/context';

/** What the chart shows of the time after the first minute, while there is no other; else, days. */
const SECONDS_OF_ONE = 600;

const HEIGHT = 220;
const MINUTE_MS = 60_000;

export interface Minute {
  at: number;
  orders: number;
  units: number;
}

/** Every minute of a period, also those without sales. */
export function minutesOf(sales: Schemas['Sales']): Minute[] {
  const sold = new Map(sales.minutes.map(it => [Date.parse(it.minute), it]));
  const minutes: Minute[] = [];
  for (let at = Date.parse(sales.from); at < Date.parse(sales.to); at += MINUTE_MS) {
    minutes.push({at, orders: sold.get(at)?.orders ?? 0, units: sold.get(at)?.units ?? 0});
  }
  return minutes;
}

/** Orders and units by minute: a chart, and the same figures as a table. */
export function MinuteChart(props: {title: string; minutes: Minute[]}) {
  const {words, formats} = useConsole();
  const [asTable, setAsTable] = useState(false);
  const rows = props.minutes.filter(it => it.orders !== 0 || it.units !== 0).reverse();
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button onClick={() => setAsTable(it => !it)}>
              {asTable ? words.common.chart : words.common.table}
            </Button>
          }
        >
          {props.title}
        </Header>
      }
    >
      {asTable ? (
        <Table
          variant="embedded"
          ariaLabels={{tableLabel: props.title}}
          items={rows}
          trackBy={it => String(it.at)}
          columnDefinitions={[
            {
              id: 'minute', header: words.today.minute, isRowHeader: true,
              cell: it => formats.clockTime(new Date(it.at)),
            },
            {id: 'orders', header: words.today.ordersLabel, cell: it => formats.number(it.orders)},
            {id: 'units', header: words.today.unitsLabel, cell: it => formats.number(it.units)},
          ]}
          empty={<Box textAlign="center">{words.today.noSales}</Box>}
        />
      ) : (
        <Plot {...props} />
      )}
    </Container>
  );
}

function Plot(props: {title: string; minutes: Minute[]}) {
  const {words, formats} = useConsole();
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const [theme, setTheme] = useState(0);
  const minutes = useRef(props.minutes);
  minutes.current = props.minutes;

  useEffect(() => {
    const changed = () => setTheme(it => it + 1);
    document.addEventListener('netstock-theme', changed);
    return () => document.removeEventListener('netstock-theme', changed);
  }, []);

  useEffect(() => {
    const element = holder.current;
    if (!element) {
      return;
    }
    const text = getComputedStyle(element).color;
    const dark = document.body.classList.contains('awsui-dark-mode');
    const axis = {stroke: text, grid: {stroke: dark ? '#333843' : '#e3e3e8'}, ticks: {stroke: text}};
    const created = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        series: [
          {value: (_, at) => (at === null ? '' : formats.clockTime(new Date(at * 1000)))},
          {label: words.today.ordersLabel, stroke: dark ? '#75b7ff' : '#006ce0', width: 2},
          {label: words.today.unitsLabel, stroke: dark ? '#ffbb45' : '#962249', width: 2, dash: [6, 4]},
        ],
        scales: {x: {range: (of, from, to) => [from, of.data[0].length === 1 ? from + SECONDS_OF_ONE : to]}},
        axes: [
          {...axis, values: (_, all) => all.map(it => formats.clockTime(new Date(it * 1000)))},
          {...axis, values: (_, all) => all.map(it => formats.number(it))},
        ],
      },
      dataOf(minutes.current),
      element,
    );
    plot.current = created;
    const resized = new ResizeObserver(() => created.setSize({width: element.clientWidth, height: HEIGHT}));
    resized.observe(element);
    return () => {
      resized.disconnect();
      created.destroy();
      plot.current = undefined;
    };
  }, [formats, words, theme]);

  useEffect(() => plot.current?.setData(dataOf(props.minutes)), [props.minutes]);

  const orders = props.minutes.reduce((sum, it) => sum + it.orders, 0);
  const units = props.minutes.reduce((sum, it) => sum + it.units, 0);
  const summary = [
    `${words.today.ordersLabel} ${formats.number(orders)}`,
    `${words.today.unitsLabel} ${formats.number(units)}`,
  ].join(', ');
  return (
    <div className="chart" role="img" aria-label={`${props.title}: ${summary}`}>
      <div className="chart" ref={holder} />
    </div>
  );
}

function dataOf(minutes: Minute[]): uPlot.AlignedData {
  return [minutes.map(it => it.at / 1000), minutes.map(it => it.orders), minutes.map(it => it.units)];
}
