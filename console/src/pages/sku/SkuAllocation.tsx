import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import {dataOf, type Schemas} from '../../api/client';
import {buffers, pools} from '../../api/reads';
import {useConsole} from '../../app/context';
import {Confirm} from '../../parts/Confirm';
import {Loaded} from '../../parts/Failure';
import {wholeNumber} from '../../parts/skus';
import {Time} from '../../parts/time';
import {LocationChoice} from './LocationChoice';

type Pool = Schemas['Pool'];

/** Which channels have units of a SKU for themselves, and which leave some alone. */
export function SkuAllocation(props: {sku: string; location: string | undefined; locations: string[]}) {
  const {location} = props;
  return (
    <SpaceBetween size="l">
      <LocationChoice sku={props.sku} tab="allocation" location={location} locations={props.locations} />
      {location && <Pools sku={props.sku} location={location} />}
      {location && <Buffers sku={props.sku} location={location} />}
    </SpaceBetween>
  );
}

function Pools(props: {sku: string; location: string}) {
  const {api, session, words, formats} = useConsole();
  const query = useQuery(pools(api));
  const [adds, setAdds] = useState(false);
  const [ended, setEnded] = useState<Pool>();
  const mayChange = session.may('netstock/operate');
  return (
    <Loaded query={query}>
      {data => (
        <>
          <Table
            items={data.items.filter(it => it.sku === props.sku && it.location === props.location)}
            trackBy="channel"
            ariaLabels={{tableLabel: words.allocation.pools}}
            header={
              <Header
                variant="h2"
                description={words.allocation.poolsHint}
                actions={mayChange && <Button onClick={() => setAdds(true)}>{words.allocation.plan}</Button>}
              >
                {words.allocation.pools}
              </Header>
            }
            columnDefinitions={[
              {id: 'channel', header: words.common.channel, isRowHeader: true, cell: it => it.channel},
              {id: 'state', header: words.allocation.state, cell: it => words.allocation.states[it.state]},
              {id: 'units', header: words.common.units, cell: it => formats.number(it.units)},
              {id: 'setAside', header: words.allocation.setAside, cell: it => formats.number(it.setAside)},
              {
                id: 'spillover', header: words.places.spillover,
                cell: it => (it.spillover ? words.common.yes : words.common.no),
              },
              {id: 'starts', header: words.allocation.startsAt, cell: it => <Time at={it.startsAt} />},
              {id: 'ends', header: words.allocation.endsAt, cell: it => (it.endsAt ? <Time at={it.endsAt} /> : '–')},
              {
                id: 'end', header: '',
                cell: it =>
                  mayChange &&
                  it.state !== 'ended' && (
                    <Button variant="inline-link" onClick={() => setEnded(it)}>
                      {words.allocation.end}
                    </Button>
                  ),
              },
            ]}
            empty={<Box textAlign="center">{words.common.none}</Box>}
          />
          {adds && <PlanPool {...props} onDone={() => setAdds(false)} />}
          {ended && <EndPool pool={ended} onDone={() => setEnded(undefined)} />}
        </>
      )}
    </Loaded>
  );
}

/** The dialog has one change ID: if an answer is lost, sending again changes nothing. */
function PlanPool(props: {sku: string; location: string; onDone: () => void}) {
  const {api, words, notify} = useConsole();
  const queries = useQueryClient();
  const [changeId] = useState(() => `console-${crypto.randomUUID()}`);
  const [channel, setChannel] = useState('');
  const [units, setUnits] = useState('');
  const [spillover, setSpillover] = useState(false);
  const plan = useMutation({
    mutationFn: (body: Schemas['PoolRequest']) =>
      dataOf(api.PUT('/v1/stock/{sku}/pools/{channel}', {params: {path: {sku: props.sku, channel}}, body})),
    onSuccess: async () => {
      notify({type: 'success', header: words.allocation.planned(channel)});
      await queries.invalidateQueries({queryKey: ['pools']});
      props.onDone();
    },
  });
  return (
    <Confirm
      title={words.allocation.plan}
      action={words.common.save}
      isBusy={plan.isPending}
      failure={plan.error}
      onConfirm={() =>
        plan.mutate({changeId, location: props.location, units: wholeNumber(units) ?? -1, spillover})
      }
      onDismiss={props.onDone}
    >
      <FormField label={words.common.channel}>
        <Input value={channel} onChange={({detail}) => setChannel(detail.value)} />
      </FormField>
      <FormField label={words.common.units} constraintText={words.allocation.unitsHint}>
        <Input inputMode="numeric" value={units} onChange={({detail}) => setUnits(detail.value)} />
      </FormField>
      <Checkbox
        checked={spillover}
        description={words.places.spilloverHint}
        onChange={({detail}) => setSpillover(detail.checked)}
      >
        {words.places.spillover}
      </Checkbox>
    </Confirm>
  );
}

function EndPool(props: {pool: Pool; onDone: () => void}) {
  const {api, words, notify} = useConsole();
  const queries = useQueryClient();
  const {sku, channel, location} = props.pool;
  const end = useMutation({
    mutationFn: () =>
      dataOf(
        api.DELETE('/v1/stock/{sku}/pools/{channel}', {params: {path: {sku, channel}, query: {location}}}),
      ),
    onSuccess: async () => {
      notify({type: 'success', header: words.allocation.ended(channel)});
      await queries.invalidateQueries({queryKey: ['pools']});
      props.onDone();
    },
  });
  return (
    <Confirm
      title={words.allocation.endOf(channel)}
      action={words.allocation.end}
      isBusy={end.isPending}
      failure={end.error}
      onConfirm={() => end.mutate()}
      onDismiss={props.onDone}
    >
      <Box variant="p">{words.allocation.endText}</Box>
    </Confirm>
  );
}

function Buffers(props: {sku: string; location: string}) {
  const {api, session, words, formats} = useConsole();
  const query = useQuery(buffers(api, props.sku, props.location));
  const [isEdited, setIsEdited] = useState(false);
  return (
    <Loaded query={query}>
      {data => (
        <>
          <Table
            items={data.buffers}
            trackBy="channel"
            ariaLabels={{tableLabel: words.places.buffers}}
            header={
              <Header
                variant="h2"
                description={words.allocation.buffersHint}
                actions={
                  session.may('netstock/operate') && (
                    <Button onClick={() => setIsEdited(true)}>{words.places.change}</Button>
                  )
                }
              >
                {words.places.buffers}
              </Header>
            }
            columnDefinitions={[
              {id: 'channel', header: words.common.channel, isRowHeader: true, cell: it => it.channel},
              {id: 'units', header: words.common.units, cell: it => formats.number(it.units)},
            ]}
            empty={<Box textAlign="center">{words.allocation.defaultBuffers}</Box>}
          />
          {isEdited && <EditBuffers {...props} current={data.buffers} onDone={() => setIsEdited(false)} />}
        </>
      )}
    </Loaded>
  );
}

function EditBuffers(props: {
  sku: string;
  location: string;
  current: Schemas['Buffer'][];
  onDone: () => void;
}) {
  const {api, words, notify} = useConsole();
  const queries = useQueryClient();
  const {sku, location} = props;
  const [text, setText] = useState(() => textOf(props.current));
  const save = useMutation({
    mutationFn: (body: Schemas['BuffersRequest']) =>
      dataOf(api.PUT('/v1/stock/{sku}/buffers/{location}', {params: {path: {sku, location}}, body})),
    onSuccess: async () => {
      notify({type: 'success', header: words.allocation.buffersSaved(sku, location)});
      await queries.invalidateQueries({queryKey: ['buffers', sku, location]});
      props.onDone();
    },
  });
  return (
    <Confirm
      title={words.places.buffers}
      action={words.common.save}
      isBusy={save.isPending}
      failure={save.error}
      onConfirm={() => save.mutate({buffers: buffersOf(text)})}
      onDismiss={props.onDone}
    >
      <FormField label={words.places.buffers} constraintText={words.allocation.buffersFormat}>
        <Input value={text} onChange={({detail}) => setText(detail.value)} />
      </FormField>
    </Confirm>
  );
}

function textOf(current: Schemas['Buffer'][]): string {
  return current.map(it => `${it.channel}=${it.units}`).join(', ');
}

/** Reads `storefront=2, pos=1`. */
export function buffersOf(text: string): Schemas['Buffer'][] {
  return text
    .normalize('NFKC')
    .split(/[\s,、]+/)
    .filter(it => it !== '')
    .map(it => {
      const [channel = '', units = ''] = it.split('=');
      return {channel, units: wholeNumber(units) ?? -1};
    });
}
