import Box from '@cloudscape-design/components/box';
import {useMutation, useQueryClient} from '@tanstack/react-query';
import {dataOf} from '../../api/client';
import {order as readOrder} from '../../api/reads';
import {useConsole} from '../../app/context';
import {Confirm} from '../../parts/Confirm';
import type {Order} from '../OrderPage';
import {returnedSince} from './returned';

/** Releases a held order, and says what the server gave back. */
export function ReleaseOrder(props: {order: Order; onDone: () => void}) {
  const {api, words, formats, notify} = useConsole();
  const queries = useQueryClient();
  const {orderId, lines, version} = props.order;
  const release = useMutation({
    mutationFn: () => dataOf(api.DELETE('/v1/orders/{orderId}/reservation', {params: {path: {orderId}}})),
    onSuccess: async answer => {
      const after = await queries.fetchQuery({...readOrder(api, orderId), staleTime: 0}).catch(() => undefined);
      const returned = after && returnedSince(after, version, formats);
      notify({
        type: answer.state === 'RELEASED' ? 'success' : 'info',
        header:
          answer.state === 'RELEASED'
            ? words.orders.released(orderId)
            : words.orders.ended(orderId, words.states[answer.state] ?? answer.state),
        content: returned ? words.orders.returned(returned) : undefined,
      });
      props.onDone();
    },
  });
  return (
    <Confirm
      title={words.orders.releaseTitle}
      action={words.orders.release}
      isBusy={release.isPending}
      failure={release.error}
      onConfirm={() => release.mutate()}
      onDismiss={props.onDone}
    >
      <Box variant="p">{words.orders.releaseText}</Box>
      <ul>
        {lines.map(it => (
          <li key={`${it.sku} ${it.location}`}>
            {`${formats.change(it.quantity - (it.cancelled ?? 0))} ${it.sku} (${it.location})`}
          </li>
        ))}
      </ul>
    </Confirm>
  );
}
