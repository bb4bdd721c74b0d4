import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import {dataOf, type Schemas} from '../../api/client';
import {useConsole} from '../../app/context';
import {Confirm} from '../../parts/Confirm';
import {wholeNumber} from '../../parts/skus';

/** Adds, opens, closes or changes a location. What the form does not show stays as it is. */
export function LocationForm(props: {current: Schemas['LocationDetails']; onDone: () => void}) {
  const {api, words, notify} = useConsole();
  const queries = useQueryClient();
  const {version, location: known, ...before} = props.current;
  const [location, setLocation] = useState(known);
  const [name, setName] = useState(before.name);
  const [priority, setPriority] = useState(String(before.priority));
  const [groups, setGroups] = useState(before.groups.join(', '));
  const [sellsOnline, setSellsOnline] = useState(before.sellsOnline);
  const [pickup, setPickup] = useState(before.pickup);
  const save = useMutation({
    mutationFn: (body: Schemas['LocationRequest']) =>
      dataOf(api.PUT('/v1/locations/{location}', {params: {path: {location}}, body})),
    onSuccess: async answer => {
      notify({
        type: 'success',
        header: answer.sellsOnline ? words.places.opened(answer.location) : words.places.closedNow(answer.location),
      });
      await queries.invalidateQueries({queryKey: ['locations']});
      props.onDone();
    },
  });
  return (
    <Confirm
      title={known === '' && version === 0 ? words.places.add : words.places.changeOf(known)}
      action={words.common.save}
      isBusy={save.isPending}
      failure={save.error}
      onConfirm={() =>
        save.mutate({
          ...before,
          name: name || location,
          priority: wholeNumber(priority) ?? 0,
          groups: groups.split(/[\s,、]+/).filter(it => it !== ''),
          sellsOnline,
          pickup,
        })
      }
      onDismiss={props.onDone}
    >
      {known === '' && (
        <FormField label={words.common.location} constraintText={words.places.idHint}>
          <Input value={location} onChange={({detail}) => setLocation(detail.value)} />
        </FormField>
      )}
      <FormField label={words.places.name}>
        <Input value={name} onChange={({detail}) => setName(detail.value)} />
      </FormField>
      <Checkbox
        checked={sellsOnline}
        description={words.places.sellsHint}
        onChange={({detail}) => setSellsOnline(detail.checked)}
      >
        {words.places.sellsOnline}
      </Checkbox>
      <FormField label={words.places.priority} constraintText={words.places.priorityHint}>
        <Input inputMode="numeric" value={priority} onChange={({detail}) => setPriority(detail.value)} />
      </FormField>
      <FormField label={words.places.groups} constraintText={words.places.groupsHint}>
        <Input value={groups} onChange={({detail}) => setGroups(detail.value)} />
      </FormField>
      <Checkbox checked={pickup} onChange={({detail}) => setPickup(detail.checked)}>
        {words.places.pickup}
      </Checkbox>
    </Confirm>
  );
}
