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

/** Changes how a channel may sell. */
export function ChannelForm(props: {current: Schemas['ChannelDetails']; onDone: () => void}) {
  const {api, words, notify} = useConsole();
  const queries = useQueryClient();
  const {channel: known, name} = props.current;
  const [channel, setChannel] = useState(known);
  const [kind, setKind] = useState<Kind>(props.current.kind);
  const [buffer, setBuffer] = useState(String(props.current.buffer));
  const [spillover, setSpillover] = useState(props.current.spillover);
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
        save.mutate({name: name || channel, kind, buffer: wholeNumber(buffer) ?? -1, spillover})
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
    </Confirm>
  );
}
