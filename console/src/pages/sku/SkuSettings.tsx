import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import {dataOf, type Schemas} from '../../api/client';
import {settings} from '../../api/reads';
import {useConsole} from '../../app/context';
import {Confirm} from '../../parts/Confirm';
import {Loaded} from '../../parts/Failure';
import {wholeNumber} from '../../parts/skus';
import {SubmitForm} from '../../parts/SubmitForm';

const FIELDS = ['safetyStock', 'reorderPoint', 'orderUpTo', 'recoveryPoint', 'displaySamples', 'shards'] as const;
const THRESHOLDS = ['safetyStock', 'reorderPoint', 'orderUpTo'] as const;
type Field = (typeof FIELDS)[number];
type Texts = Record<Field, string>;
type Request = Schemas['SkuSettingsRequest'];

/** The thresholds, display samples and pinned shards of a SKU, as a table to type into. */
export function SkuSettings(props: {sku: string; locations: string[]}) {
  const {api} = useConsole();
  const query = useQuery({
    ...settings(api, props.sku),
    // A refresh would discard what is typed.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <Loaded query={query}>
      {data => (
        <Editor key={query.dataUpdatedAt} sku={props.sku} locations={props.locations} current={data} />
      )}
    </Loaded>
  );
}

function Editor(props: {sku: string; locations: string[]; current: Schemas['SkuSettings']}) {
  const {api, session, words, formats, notify} = useConsole();
  const queries = useQueryClient();
  const mayChange = session.may('netstock/operate');
  const locations = [...new Set([...props.locations, ...props.current.locations.map(it => it.location)])].sort();
  const before = Object.fromEntries(locations.map(it => [it, textsOf(props.current, it)]));
  const [texts, setTexts] = useState(before);
  const [asks, setAsks] = useState(false);
  const [checks, setChecks] = useState(false);
  const save = useMutation({
    mutationFn: (body: Request) =>
      dataOf(api.PUT('/v1/skus/{sku}/settings', {params: {path: {sku: props.sku}}, body})),
    onSuccess: async answer => {
      setAsks(false);
      notify({
        type: 'success',
        header: words.settings.saved(props.sku),
        content: answer.locations.length
          ? words.settings.savedDetail(answer.locations.map(it => it.location).join(', '))
          : words.settings.savedNone,
      });
      await queries.invalidateQueries({queryKey: ['settings', props.sku]});
    },
  });

  const text = (location: string, field: Field) => texts[location]?.[field] ?? '';
  const changed = locations.flatMap(location =>
    FIELDS.filter(field => text(location, field) !== before[location]?.[field]),
  ).length;
  const faults = locations.map(location => faultsOf(texts[location]));
  const isIncomplete = locations.some(location => isPartly(texts[location]));
  const isValid = faults.every(it => it.size === 0) && !isIncomplete;

  function ask() {
    setChecks(true);
    if (isValid && changed > 0) {
      save.reset();
      setAsks(true);
    }
  }

  return (
    <SubmitForm onSubmit={ask}>
      <SpaceBetween size="m">
        {!mayChange && <Alert type="info">{words.app.onlyView}</Alert>}
        {checks && isIncomplete && <Alert type="error">{words.settings.incomplete}</Alert>}
        <Table
          items={locations}
          trackBy={it => it}
          ariaLabels={{tableLabel: words.settings.title}}
          header={
            <Header
              variant="h2"
              description={words.settings.description}
              actions={
                mayChange && (
                  <SpaceBetween direction="horizontal" size="xs" alignItems="center">
                    <Box color="text-body-secondary">
                      {changed === 0 ? words.settings.noChanges : words.settings.changes(formats.number(changed))}
                    </Box>
                    <Button variant="primary" formAction="submit" disabled={changed === 0}>
                      {words.common.save}
                    </Button>
                  </SpaceBetween>
                )
              }
            >
              {words.settings.title}
            </Header>
          }
          columnDefinitions={[
            {id: 'location', header: words.common.location, isRowHeader: true, cell: it => it},
            ...FIELDS.map(field => ({
              id: field,
              header: words.settings[field],
              minWidth: 120,
              cell: (location: string) => {
                const wrong = checks && faults[locations.indexOf(location)]?.has(field);
                return mayChange ? (
                  <FormField errorText={wrong ? words.settings.notANumber : undefined}>
                    <Input
                      inputMode="numeric"
                      ariaLabel={words.settings.field(words.settings[field], location)}
                      value={text(location, field)}
                      invalid={wrong}
                      onChange={({detail}) =>
                        setTexts(all => ({
                          ...all,
                          [location]: {...(all[location] ?? EMPTY), [field]: detail.value},
                        }))
                      }
                    />
                  </FormField>
                ) : (
                  text(location, field) || '–'
                );
              },
            })),
          ]}
          footer={
            <Box color="text-body-secondary" fontSize="body-s">
              {[
                `${words.settings.recoveryPoint}: ${words.settings.recoveryHint}`,
                `${words.settings.displaySamples}: ${words.settings.displayHint}`,
                `${words.settings.shards}: ${words.settings.shardsHint}`,
              ].join(' ')}
            </Box>
          }
        />
      </SpaceBetween>
      {asks && (
        <Confirm
          title={words.settings.confirmTitle}
          action={words.common.save}
          isBusy={save.isPending}
          failure={save.error}
          onConfirm={() => save.mutate(requestOf(texts))}
          onDismiss={() => setAsks(false)}
        >
          <Box variant="p">{words.settings.confirmText}</Box>
          <Box variant="p">{words.settings.changes(formats.number(changed))}</Box>
        </Confirm>
      )}
    </SubmitForm>
  );
}

const EMPTY: Texts = {
  safetyStock: '', reorderPoint: '', orderUpTo: '', recoveryPoint: '', displaySamples: '', shards: '',
};

function textsOf(current: Schemas['SkuSettings'], location: string): Texts {
  const set = current.locations.find(it => it.location === location);
  const number = (value: number | undefined) => (value === undefined ? '' : String(value));
  return set
    ? {
        safetyStock: number(set.safetyStock),
        reorderPoint: number(set.reorderPoint),
        orderUpTo: number(set.orderUpTo),
        recoveryPoint: number(set.recoveryPoint),
        displaySamples: number(set.displaySamples),
        shards: set.shards === 'auto' ? '' : String(set.shards),
      }
    : EMPTY;
}

function faultsOf(texts: Texts | undefined): Set<Field> {
  return new Set(
    FIELDS.filter(field => {
      const value = texts?.[field] ?? '';
      const number = wholeNumber(value);
      return value.trim() !== '' && (number === undefined || number < 0);
    }),
  );
}

function isPartly(texts: Texts | undefined): boolean {
  const filled = THRESHOLDS.filter(it => (texts?.[it] ?? '').trim() !== '').length;
  return (filled > 0 && filled < THRESHOLDS.length) || (filled === 0 && (texts?.recoveryPoint ?? '').trim() !== '');
}

/** A location without any value is left out, and so has no settings. */
export function requestOf(texts: Record<string, Texts>): Request {
  const locations = Object.entries(texts).flatMap(([location, values]) => {
    const set = Object.fromEntries(
      FIELDS.flatMap(field => {
        const number = wholeNumber(values[field]);
        return number === undefined ? [] : [[field, number]];
      }),
    );
    return Object.keys(set).length ? [{location, ...set}] : [];
  });
  return {locations} as Request;
}
