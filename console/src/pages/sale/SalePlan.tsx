import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import {dataOf, type Schemas} from '../../api/client';
import {useConsole} from '../../app/context';
import {Confirm} from '../../parts/Confirm';
import {DateTimeField, dateTimeOf, instantOf} from '../../parts/DateTimeField';
import {NAME, SKU, SKUS_MAX, skusOf, wholeNumber} from '../../parts/skus';
import {SubmitForm} from '../../parts/SubmitForm';
import type {SaleMode} from '../SalePage';

type Plan = Schemas['SalePlan'];

type Pool = NonNullable<Plan['pools']>[number];

/** A pool as the form writes it: SKU, location, channel, units, and whether it spills over. */
function lineOf(pool: Pool): string {
  return [pool.sku, pool.location, pool.channel, pool.units, ...(pool.spillover ? ['spillover'] : [])].join(' ');
}

function linesOf(text: string): string[] {
  return text.split('\n').map(line => line.trim()).filter(line => line !== '');
}

/** Reads such a line; undefined if it is none. */
function poolOf(line: string): Pool | undefined {
  const [sku, location, channel, units, spillover, ...more] = line.split(/[\s,、]+/);
  const count = wholeNumber(units ?? '');
  const isValid =
    sku !== undefined && SKU.test(sku) && /^[a-z0-9-]{1,32}$/.test(location ?? '')
    && /^[a-z0-9-]{1,32}$/.test(channel ?? '') && count !== undefined && count >= 1 && count <= 1_000_000
    && (spillover === undefined || spillover === 'spillover') && more.length === 0;
  return isValid
    ? {sku, location: location ?? '', channel: channel ?? '', units: count, spillover: spillover !== undefined}
    : undefined;
}

/** Plans a sale, changes it while it runs, or ends it. */
export function SalePlan(props: {sale: SaleMode}) {
  const {session, words} = useConsole();
  const {phase, plan} = props.sale;
  return (
    <SpaceBetween size="l">
      {!session.may('netstock/operate') && <Alert type="info">{words.app.onlyView}</Alert>}
      <Editor key={`${phase === 'off'} ${plan?.sale ?? ''}`} phase={phase} plan={phase === 'off' ? undefined : plan} />
    </SpaceBetween>
  );
}

function Editor(props: {phase: SaleMode['phase']; plan: Plan | undefined}) {
  const {api, session, words, formats, notify} = useConsole();
  const queries = useQueryClient();
  const {phase, plan} = props;
  const mayChange = session.may('netstock/operate');
  const [sale, setSale] = useState(plan?.sale ?? '');
  const [starts, setStarts] = useState(dateTimeOf(plan?.startsAt));
  const [ends, setEnds] = useState(dateTimeOf(plan?.endsAt));
  const [skus, setSkus] = useState(plan?.skus.join('\n') ?? '');
  const [shards, setShards] = useState(String(plan?.shards ?? 16));
  const [rate, setRate] = useState(String(plan?.ordersPerSecond ?? 1000));
  const [supply, setSupply] = useState<NonNullable<Plan['supply']>>(plan?.supply ?? 'normal');
  const [malls, setMalls] = useState<NonNullable<Plan['malls']>>(plan?.malls ?? 'open');
  const [mallCap, setMallCap] = useState(String(plan?.mallCap ?? ''));
  const [requests, setRequests] = useState<NonNullable<Plan['requests']>>(plan?.requests ?? 'at-once');
  const [bundle, setBundle] = useState(String(plan?.bundleMinutes ?? ''));
  const [perOrder, setPerOrder] = useState(String(plan?.limitPerOrder ?? ''));
  const [perCustomer, setPerCustomer] = useState(String(plan?.limitPerCustomer ?? ''));
  const [pools, setPools] = useState(plan?.pools?.map(lineOf).join('\n') ?? '');
  const [checks, setChecks] = useState(false);
  const [asks, setAsks] = useState<'plan' | 'end'>();

  const startsAt = instantOf(starts);
  const endsAt = instantOf(ends);
  const listed = skusOf(skus);
  const wrongSku = listed.find(it => !SKU.test(it));
  const range = (text: string, min: number, max: number) => {
    const value = wholeNumber(text);
    return value !== undefined && value >= min && value <= max
      ? ''
      : words.sale.range(formats.number(min), formats.number(max));
  };
  const faults = {
    sale: NAME.test(sale) ? '' : words.sale.invalidName,
    starts: startsAt === null ? words.sale.needed : '',
    ends:
      endsAt === null
        ? words.sale.needed
        : endsAt && Date.parse(endsAt) <= (startsAt ? Date.parse(startsAt) : Date.now())
          ? words.sale.endBeforeStart
          : '',
    skus: wrongSku !== undefined
      ? words.stock.invalid(wrongSku)
      : listed.length > SKUS_MAX ? words.stock.tooMany : '',
    shards: range(shards, 1, 200),
    rate: range(rate, 1, 1_000_000),
    mallCap: malls === 'capped' ? range(mallCap, 0, 1_000_000_000) : '',
    bundle: requests === 'bundled' && bundle.trim() !== '' ? range(bundle, 1, 1440) : '',
    perOrder: perOrder.trim() !== '' ? range(perOrder, 1, 999) : '',
    perCustomer: perCustomer.trim() !== '' ? range(perCustomer, 1, 999) : '',
    pools: linesOf(pools).every(line => poolOf(line) !== undefined) ? '' : words.sale.invalidPools,
  };
  const isValid = Object.values(faults).every(it => it === '');

  const command = useMutation({
    mutationFn: (body: Schemas['SaleModeRequest']) => dataOf(api.PUT('/v1/sale-mode', {body})),
    onSuccess: answer => {
      queries.setQueryData(['sale-mode'], answer);
      setAsks(undefined);
      notify({
        type: 'success',
        header: words.sale.accepted(words.sale.phases[answer.phase] ?? answer.phase),
      });
    },
  });

  function planOf(): Plan {
    return {
      sale,
      startsAt: startsAt ?? undefined,
      endsAt: endsAt ?? undefined,
      skus: listed,
      shards: wholeNumber(shards),
      ordersPerSecond: wholeNumber(rate),
      supply,
      malls,
      mallCap: malls === 'capped' ? wholeNumber(mallCap) : undefined,
      requests,
      bundleMinutes: requests === 'bundled' ? wholeNumber(bundle) : undefined,
      limitPerOrder: wholeNumber(perOrder),
      limitPerCustomer: wholeNumber(perCustomer),
      pools: linesOf(pools).flatMap(line => poolOf(line) ?? []),
    } as Plan;
  }

  function ask(what: 'plan' | 'end') {
    setChecks(what === 'plan');
    if (what === 'end' || isValid) {
      command.reset();
      setAsks(what);
    }
  }

  const isRunning = phase === 'entering' || phase === 'on';
  const planAction = isRunning ? words.sale.change : words.sale.plan;
  const endAction = phase === 'planned' ? words.sale.drop : words.sale.end;
  const error = (text: string) => (checks ? text : '');
  return (
    <SubmitForm onSubmit={() => ask('plan')}>
      <Container
        header={<Header variant="h2">{words.sale.tabs.plan}</Header>}
        footer={
          mayChange && (
            <Box float="right">
              <SpaceBetween direction="horizontal" size="xs">
                {phase !== 'off' && phase !== 'leaving' && (
                  <Button formAction="none" onClick={() => ask('end')}>
                    {endAction}
                  </Button>
                )}
                <Button variant="primary" formAction="submit" disabled={phase === 'leaving'}>
                  {planAction}
                </Button>
              </SpaceBetween>
            </Box>
          )
        }
      >
        <ColumnLayout columns={2}>
          <FormField label={words.sale.name} constraintText={words.sale.nameHint} errorText={error(faults.sale)}>
            <Input
              value={sale}
              disabled={!mayChange}
              readOnly={phase !== 'off'}
              onChange={({detail}) => setSale(detail.value)}
            />
          </FormField>
          <FormField label={words.sale.ordersPerSecond} errorText={error(faults.rate)}>
            <Input inputMode="numeric" value={rate} disabled={!mayChange} onChange={({detail}) => setRate(detail.value)} />
          </FormField>
          <DateTimeField
            label={words.sale.startsAt}
            hint={words.sale.startsHint}
            error={error(faults.starts)}
            value={starts}
            onChange={setStarts}
          />
          <DateTimeField
            label={words.sale.endsAt}
            hint={words.sale.endsHint}
            error={error(faults.ends)}
            value={ends}
            onChange={setEnds}
          />
          <FormField label={words.sale.skus} constraintText={words.sale.skusHint} errorText={error(faults.skus)}>
            <Textarea value={skus} rows={4} disabled={!mayChange} onChange={({detail}) => setSkus(detail.value)} />
          </FormField>
          <FormField label={words.sale.shards} constraintText={words.sale.range('1', '200')} errorText={error(faults.shards)}>
            <Input
              inputMode="numeric"
              value={shards}
              disabled={!mayChange}
              onChange={({detail}) => setShards(detail.value)}
            />
          </FormField>
          <FormField
            label={words.sale.limitPerOrder}
            constraintText={words.sale.limitHint}
            errorText={error(faults.perOrder)}
          >
            <Input
              inputMode="numeric"
              value={perOrder}
              disabled={!mayChange}
              onChange={({detail}) => setPerOrder(detail.value)}
            />
          </FormField>
          <FormField
            label={words.sale.limitPerCustomer}
            constraintText={words.sale.limitHint}
            errorText={error(faults.perCustomer)}
          >
            <Input
              inputMode="numeric"
              value={perCustomer}
              disabled={!mayChange}
              onChange={({detail}) => setPerCustomer(detail.value)}
            />
          </FormField>
          <FormField label={words.sale.pools} constraintText={words.sale.poolsHint} errorText={error(faults.pools)}>
            <Textarea value={pools} rows={4} disabled={!mayChange} onChange={({detail}) => setPools(detail.value)} />
          </FormField>
          <Choice
            label={words.sale.supply}
            words={words.sale.supplies}
            value={supply}
            values={['normal', 'slowed', 'paused'] as const}
            isDisabled={!mayChange}
            onChange={setSupply}
          />
          <Choice
            label={words.sale.malls}
            words={words.sale.mallModes}
            value={malls}
            values={['open', 'capped', 'suspended'] as const}
            isDisabled={!mayChange}
            onChange={setMalls}
          />
          {malls === 'capped' && (
            <FormField label={words.sale.mallCap} errorText={error(faults.mallCap)}>
              <Input
                inputMode="numeric"
                value={mallCap}
                disabled={!mayChange}
                onChange={({detail}) => setMallCap(detail.value)}
              />
            </FormField>
          )}
          <Choice
            label={words.sale.requests}
            words={words.sale.requestModes}
            value={requests}
            values={['at-once', 'bundled'] as const}
            isDisabled={!mayChange}
            onChange={setRequests}
          />
          {requests === 'bundled' && (
            <FormField
              label={words.sale.bundleMinutes}
              constraintText={words.sale.bundleHint}
              errorText={error(faults.bundle)}
            >
              <Input
                inputMode="numeric"
                value={bundle}
                disabled={!mayChange}
                onChange={({detail}) => setBundle(detail.value)}
              />
            </FormField>
          )}
        </ColumnLayout>
      </Container>
      {asks && (
        <Confirm
          title={asks === 'plan' ? words.sale.planTitle : phase === 'planned' ? words.sale.dropTitle : words.sale.endTitle}
          action={asks === 'plan' ? planAction : endAction}
          isBusy={command.isPending}
          failure={command.error}
          onConfirm={() => command.mutate(asks === 'plan' ? {wanted: 'on', plan: planOf()} : {wanted: 'off'})}
          onDismiss={() => setAsks(undefined)}
        >
          <Box variant="p">
            {asks === 'end' ? (phase === 'planned' ? words.sale.dropText : words.sale.endText) : startsAt ? words.sale.planText : words.sale.planTextNow}
          </Box>
        </Confirm>
      )}
    </SubmitForm>
  );
}

function Choice<T extends string>(props: {
  label: string;
  words: Record<string, string>;
  value: T;
  values: readonly T[];
  isDisabled: boolean;
  onChange: (value: T) => void;
}) {
  const options = props.values.map(it => ({value: it, label: props.words[it] ?? it}));
  return (
    <FormField label={props.label}>
      <Select
        options={options}
        disabled={props.isDisabled}
        selectedOption={options.find(it => it.value === props.value) ?? null}
        onChange={({detail}) => props.onChange(detail.selectedOption.value as T)}
      />
    </FormField>
  );
}
