import Box from '@cloudscape-design/components/box';
import {useMutation, useQueryClient} from '@tanstack/react-query';
import {dataOf} from '../../api/client';
import {useConsole} from '../../app/context';
import {Confirm} from '../../parts/Confirm';
import {nameOf, shown} from '../../parts/mallCounts';

/** Has the counts of a SKU read at once, and shows what the server knows of its items. */
export function PushSku(props: {mall: string; sku: string; onDone: () => void}) {
  const {api, words, formats, notify} = useConsole();
  const queries = useQueryClient();
  const {mall, sku} = props;
  const push = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/malls/{mall}/pushes', {params: {path: {mall}}, body: {sku}})),
    onSuccess: async answer => {
      notify({
        type: 'success',
        header: words.malls.pushed(sku, mall),
        content: answer.items
          .map(it => words.malls.pushedItem(nameOf(it), shown(it, words, formats), formats.number(it.target)))
          .join(' '),
      });
      props.onDone();
      await queries.invalidateQueries({queryKey: ['mall-items', mall]});
      await queries.invalidateQueries({queryKey: ['malls']});
    },
  });
  return (
    <Confirm
      title={words.malls.pushTitle(sku, mall)}
      action={words.malls.push}
      isBusy={push.isPending}
      failure={push.error}
      onConfirm={() => push.mutate()}
      onDismiss={props.onDone}
    >
      <Box variant="p">{words.malls.pushText}</Box>
    </Confirm>
  );
}
