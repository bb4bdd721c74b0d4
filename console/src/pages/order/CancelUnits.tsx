import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import {ApiError, dataOf, type Schemas} from '../../api/client';
import {order as readOrder} from '../../api/reads';
import {useConsole} from '../../app/context';
import {Confirm} from '../../parts/Confirm';
import {wholeNumber} from '../../parts/skus';
import {messageOf} from '../../parts/failures';
import type {Order} from '../OrderPage';
import {returnedSince} from './returned';

/**
 * Cancels units of a confirmed order. The dialog has one cancellation ID: if an answer is lost,
 * sending again returns what happened.
 */
export function CancelUnits(props: {order: Order; onDone: () => void}) {
  const {api, words, formats, notify} = useConsole();
  const queries = useQueryClient();
  const {orderId, lines, version} = props.order;
  const [cancellationId] = useState(() => `console-${crypto.randomUUID()}`);
  const [mode, setMode] = useState<'all' | 'lines'>('all');
  const [texts, setTexts] = useState<Record<string, string>>({});
  const [fault, setFault] = useState('');
  const open = lines.filter(it => it.quantity > (it.cancelled ?? 0));
  const key = (it: Schemas['ReservedLine']) => `${it.sku} ${it.location}`;
  const rest = (it: Schemas['ReservedLine']) => it.quantity - (it.cancelled ?? 0);

  const cancel = useMutation({
    mutationFn: (body: Schemas['CancellationRequest'] | undefined) =>
      dataOf(
        api.PUT('/v1/orders/{orderId}/cancellations/{cancellationId}', {
          params: {path: {orderId, cancellationId}},
          body,
        }),
      ),
    onSuccess: async () => {
      const after = await queries.fetchQuery({...readOrder(api, orderId), staleTime: 0}).catch(() => undefined);
      const returned = after && returnedSince(after, version, formats);
      notify({
        type: 'success',
        header: words.orders.cancelDone(orderId),
        content: returned ? words.orders.returned(returned) : undefined,
      });
      props.onDone();
    },
  });

  function confirm() {
    if (mode === 'all') {
      cancel.mutate(undefined);
      return;
    }
    const wanted = open.map(it => ({line: it, units: wholeNumber(texts[key(it)] || '0')}));
    const wrong = wanted.find(it => it.units === undefined || it.units < 0 || it.units > rest(it.line));
    const chosen = wanted.filter(it => (it.units ?? 0) > 0);
    if (wrong || chosen.length === 0) {
      setFault(
        wrong
          ? `${wrong.line.sku} (${wrong.line.location}): ${words.orders.cancelRange(formats.number(rest(wrong.line)))}`
          : words.orders.cancelNone,
      );
      return;
    }
    setFault('');
    cancel.mutate({
      lines: chosen.map(it => ({sku: it.line.sku, location: it.line.location, quantity: it.units ?? 0})),
    });
  }

  return (
    <Confirm
      title={words.orders.cancelTitle}
      action={words.orders.cancel}
      isBusy={cancel.isPending}
      onConfirm={confirm}
      onDismiss={props.onDone}
    >
      <Box variant="p">{words.orders.cancelText}</Box>
      <RadioGroup
        ariaLabel={words.orders.cancelTitle}
        value={mode}
        onChange={({detail}) => setMode(detail.value as 'all' | 'lines')}
        items={[
          {value: 'all', label: words.orders.cancelAll},
          {value: 'lines', label: words.orders.lines},
        ]}
      />
      {mode === 'lines' &&
        open.map(it => (
          <FormField
            key={key(it)}
            label={words.orders.cancelLine(it.sku, it.location)}
            constraintText={words.orders.cancelRange(formats.number(rest(it)))}
          >
            <Input
              inputMode="numeric"
              value={texts[key(it)] ?? ''}
              onChange={({detail}) => setTexts(all => ({...all, [key(it)]: detail.value}))}
            />
          </FormField>
        ))}
      {fault && <Alert type="error">{fault}</Alert>}
      {cancel.error && (
        <Alert type="error" header={words.orders.cancelFailed(orderId)}>
          {messageOf(cancel.error, words)}
          <Cancellable failure={cancel.error} />
        </Alert>
      )}
    </Confirm>
  );
}

/** A refusal lists what can still be cancelled. */
function Cancellable(props: {failure: unknown}) {
  const {words, formats} = useConsole();
  const lines =
    props.failure instanceof ApiError
      ? (props.failure.problem.lines as {sku: string; cancellable: number}[] | undefined)
      : undefined;
  return lines && (
    <ul>
      {lines.map(it => (
        <li key={it.sku}>{words.orders.cancellable(it.sku, formats.number(it.cancellable))}</li>
      ))}
    </ul>
  );
}
