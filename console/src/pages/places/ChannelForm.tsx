import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import {dataOf, type Schemas} from '../../api/client';
import {useConsole} from '../../app/context';
import {Confirm} from '../../parts/Confirm';
import {wholeNumber} from '../../parts/skus';

type Kind = Schemas['ChannelDetails']['kind'];
const KINDS: Kind[] = ['storefront', 'pos', 'mall'];

function text(number: number | undefined): string {
  return number === undefined ? '' : String(number);
}

/** A number that may be left out; the service refuses what is not one. */
function optional(typed: string): number | undefined {
  return typed.trim() === '' ? undefined : wholeNumber(typed) ?? -1;
}

/** Changes how a channel may sell. */
export function ChannelForm(props: {current: Schemas['ChannelDetails']; onDone: () => void}) {
  const {api, words, notify} = useConsole();
  const queries = useQueryClient();
  const {channel: known, name} = props.current;
  const [channel, setChannel] = useState(known);
  const [kind, setKind] = useState<Kind>(props.current.kind);
  const [buffer, setBuffer] = useState(String(props.current.buffer));
  const [spillover, setSpillover] = useState(props.current.spillover);
  const [defaultHold, setDefaultHold] = useState(text(props.current.defaultHoldSeconds));
  const [maxHold, setMaxHold] = useState(text(props.current.maxHoldSeconds));
  const limit = props.current.limit;
  const [limitId, setLimitId] = useState(limit?.id ?? '');
  const [perOrder, setPerOrder] = useState(text(limit?.perOrder));
  const [perCustomer, setPerCustomer] = useState(text(limit?.perCustomer));
  const save = useMutation({
    mutationFn: (body: Schemas['ChannelRequest']) =>
      dataOf(api.PUT('/v1/channels/{channel}', {params: {path: {channel}}, body})),
    onSuccess: async answer => {
      notify({type: 'success', header: words.places.channelSaved(answer.channel)});
      await queries.invalidateQueries({queryKey: ['channels']});
      props.onDone();
    },
  });
  const options = KINDS.map(it => ({value: it, label: words.places.kinds[it]}));
  return (
    <Confirm
      title={known === '' ? words.places.addChannel : words.places.changeOf(known)}
      action={words.common.save}
      isBusy={save.isPending}
      failure={save.error}
      onConfirm={() =>
        save.mutate({
          name: name || channel,
          kind,
          buffer: wholeNumber(buffer) ?? -1,
          spillover,
          defaultHoldSeconds: optional(defaultHold),
          maxHoldSeconds: optional(maxHold),
          limit:
            limitId.trim() === ''
              ? undefined
              : {
                  id: limitId.trim(),
                  perOrder: optional(perOrder),
                  perCustomer: optional(perCustomer),
                  from: limit?.id === limitId.trim() ? limit.from : undefined,
                  until: limit?.id === limitId.trim() ? limit.until : undefined,
                },
        })
      }
      onDismiss={props.onDone}
    >
      {known === '' && (
        <FormField label={words.common.channel} constraintText={words.places.idHint}>
          <Input value={channel} onChange={({detail}) => setChannel(detail.value)} />
        </FormField>
      )}
      <FormField label={words.places.kind}>
        <Select
          options={options}
          selectedOption={options.find(it => it.value === kind) ?? null}
          onChange={({detail}) => setKind(detail.selectedOption.value as Kind)}
        />
      </FormField>
      <FormField label={words.places.buffer} constraintText={words.places.bufferHint}>
        <Input inputMode="numeric" value={buffer} onChange={({detail}) => setBuffer(detail.value)} />
      </FormField>
      <Checkbox
        checked={spillover}
        description={words.places.spilloverHint}
        onChange={({detail}) => setSpillover(detail.checked)}
      >
        {words.places.spillover}
      </Checkbox>
      <FormField label={words.places.defaultHold} constraintText={words.places.defaultHoldHint}>
        <Input inputMode="numeric" value={defaultHold} onChange={({detail}) => setDefaultHold(detail.value)} />
      </FormField>
      <FormField label={words.places.maxHold} constraintText={words.places.maxHoldHint}>
        <Input inputMode="numeric" value={maxHold} onChange={({detail}) => setMaxHold(detail.value)} />
      </FormField>
      <FormField label={words.places.limitId} constraintText={words.places.limitHint}>
        <Input value={limitId} onChange={({detail}) => setLimitId(detail.value)} />
      </FormField>
      <FormField label={words.sale.limitPerOrder}>
        <Input inputMode="numeric" value={perOrder} onChange={({detail}) => setPerOrder(detail.value)} />
      </FormField>
      <FormField label={words.sale.limitPerCustomer}>
        <Input inputMode="numeric" value={perCustomer} onChange={({detail}) => setPerCustomer(detail.value)} />
      </FormField>
    </Confirm>
  );
}
