import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import {dataOf} from '../../api/client';
import {useConsole} from '../../app/context';
import {Confirm} from '../../parts/Confirm';
import {nameOf} from '../../parts/mallCounts';
import {SKU, wholeNumber} from '../../parts/skus';

const PARTS_MAX = 10;
const UNITS_MAX = 9_999;

interface Line {
  sku: string;
  units: string;
}

/** Says which SKUs an item of a mall is, or removes its mapping. Shows what the server answered. */
export function MapItem(props: {
  mall: string;
  item: {item: string; variant: string} | undefined;
  parts: {sku: string; units: number}[];
  isMapped: boolean;
  onDone: () => void;
}) {
  const {api, words, formats, notify} = useConsole();
  const queries = useQueryClient();
  const {mall} = props;
  const [item, setItem] = useState(props.item?.item ?? '');
  const [variant, setVariant] = useState(props.item?.variant ?? '');
  const [lines, setLines] = useState<Line[]>(
    props.parts.length > 0
      ? props.parts.map(it => ({sku: it.sku, units: String(it.units)}))
      : [{sku: '', units: '1'}],
  );
  const [checks, setChecks] = useState(false);
  const parts = lines.map(it => ({sku: it.sku.normalize('NFKC').trim(), units: wholeNumber(it.units) ?? 0}));
  const skuFault = (at: number) => {
    const sku = parts[at]?.sku ?? '';
    return !SKU.test(sku)
      ? words.stock.invalid(sku)
      : parts.findIndex(it => it.sku === sku) < at ? words.malls.skuTwice : '';
  };
  const unitsFault = (at: number) => {
    const units = parts[at]?.units ?? 0;
    return units < 1 || units > UNITS_MAX ? words.sale.range('1', formats.number(UNITS_MAX)) : '';
  };
  const isValid = item.trim() !== '' && parts.every((_, at) => skuFault(at) === '' && unitsFault(at) === '');
  const params = {
    // An encoded slash would end the segment of the path: it is encoded twice.
    path: {mall, item: item.trim().replaceAll('%', '%25').replaceAll('/', '%2F')},
    query: {variant: variant.trim() || undefined},
  };
  const change = useMutation({
    mutationFn: (isRemoved: boolean) =>
      dataOf(
        isRemoved
          ? api.DELETE('/v1/malls/{mall}/items/{item}', {params})
          : api.PUT('/v1/malls/{mall}/items/{item}', {params, body: {parts}}),
      ),
    onSuccess: async answer => {
      notify({
        type: 'success',
        header: words.malls.mapped(nameOf(answer), words.malls.mappingStates[answer.state] ?? answer.state),
        content: words.malls.mappedDetails[answer.state],
      });
      props.onDone();
      for (const kind of ['mall-items', 'mall-orders']) {
        await queries.invalidateQueries({queryKey: [kind, mall]});
      }
      await queries.invalidateQueries({queryKey: ['malls']});
    },
  });

  function save() {
    setChecks(true);
    if (isValid) {
      change.mutate(false);
    }
  }

  return (
    <Confirm
      title={props.item ? words.malls.mapTitle(nameOf(props.item), mall) : words.malls.mapNewTitle(mall)}
      action={words.malls.saveMapping}
      isBusy={change.isPending}
      failure={change.error}
      onConfirm={save}
      onDismiss={props.onDone}
    >
      <Box variant="p">{words.malls.mapText}</Box>
      {!props.item && (
        <SpaceBetween size="s">
          <FormField label={words.malls.item} errorText={checks && item.trim() === '' && words.movements.required}>
            <Input value={item} onChange={({detail}) => setItem(detail.value)} />
          </FormField>
          <FormField label={words.malls.variant} constraintText={words.malls.variantHint}>
            <Input value={variant} onChange={({detail}) => setVariant(detail.value)} />
          </FormField>
        </SpaceBetween>
      )}
      <AttributeEditor
        items={lines}
        addButtonText={words.malls.addSku}
        removeButtonText={words.malls.removeSku}
        disableAddButton={lines.length >= PARTS_MAX}
        isItemRemovable={() => lines.length > 1}
        onAddButtonClick={() => setLines([...lines, {sku: '', units: '1'}])}
        onRemoveButtonClick={({detail}) => setLines(lines.filter((_, at) => at !== detail.itemIndex))}
        definition={[
          {
            label: words.common.sku,
            errorText: (_, at) => checks && skuFault(at),
            control: (it, at) => (
              <Input
                value={it.sku}
                ariaLabel={words.malls.skuOfPart(at + 1)}
                onChange={({detail}) => setLines(lines.map((line, i) => (i === at ? {...line, sku: detail.value} : line)))}
              />
            ),
          },
          {
            label: words.malls.unitsInItem,
            errorText: (_, at) => checks && unitsFault(at),
            control: (it, at) => (
              <Input
                value={it.units}
                inputMode="numeric"
                ariaLabel={words.malls.unitsOfPart(at + 1)}
                onChange={({detail}) =>
                  setLines(lines.map((line, i) => (i === at ? {...line, units: detail.value} : line)))
                }
              />
            ),
          },
        ]}
      />
      {props.isMapped && (
        <FormField description={words.malls.removeText}>
          <Button loading={change.isPending} onClick={() => change.mutate(true)}>{words.malls.removeMapping}</Button>
        </FormField>
      )}
    </Confirm>
  );
}
