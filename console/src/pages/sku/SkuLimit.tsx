import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import {useQuery} from '@tanstack/react-query';
import {limit} from '../../api/reads';
import {useConsole} from '../../app/context';
import {Loaded} from '../../parts/Failure';
import {Time} from '../../parts/time';

/** The purchase limit of a SKU. A sale's plan sets it, or an operator by the API. */
export function SkuLimit(props: {sku: string}) {
  const {api, words, formats} = useConsole();
  const query = useQuery(limit(api, props.sku));
  const units = (value: number | undefined) => (value === undefined ? words.limit.any : formats.number(value));
  return (
    <Container header={<Header variant="h2" description={words.limit.hint}>{words.limit.title}</Header>}>
      <Loaded query={query}>
        {({limit: it}) =>
          it === undefined || (it.perOrder === undefined && it.perCustomer === undefined) ? (
            words.limit.none
          ) : (
            <KeyValuePairs
              columns={4}
              items={[
                {label: words.limit.id, value: it.id},
                {label: words.limit.perOrder, value: units(it.perOrder)},
                {label: words.limit.perCustomer, value: units(it.perCustomer)},
                {
                  label: words.limit.window,
                  value: (
                    <>
                      <Time at={it.from} /> – {it.until ? <Time at={it.until} /> : words.limit.open}
                    </>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </Container>
  );
}
