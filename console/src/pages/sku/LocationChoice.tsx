import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import {useRouter} from '@tanstack/react-router';
import {useConsole} from '../../app/context';
import type {SkuTab} from '../../app/routes';

/** Chooses the location of a tab, in the address. */
export function LocationChoice(props: {
  sku: string;
  tab: SkuTab;
  location: string | undefined;
  locations: string[];
  withAll?: boolean;
}) {
  const {words} = useConsole();
  const router = useRouter();
  const all = {value: '', label: words.common.all};
  const options = props.locations.map(it => ({value: it, label: it}));
  const offered = props.withAll ? [all, ...options] : options;
  return (
    <FormField label={words.sku.chooseLocation}>
      <Select
        options={offered}
        selectedOption={offered.find(it => it.value === (props.location ?? '')) ?? offered[0] ?? null}
        onChange={({detail}) =>
          void router.navigate({
            to: '/skus/$sku',
            params: {sku: props.sku},
            search: {tab: props.tab, location: detail.selectedOption.value || undefined},
          })
        }
      />
    </FormField>
  );
}
