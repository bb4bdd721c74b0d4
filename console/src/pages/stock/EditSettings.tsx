import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import FileInput from '@cloudscape-design/components/file-input';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import {useMutation} from '@tanstack/react-query';
import {useState} from 'react';
import {dataOf} from '../../api/client';
import {useConsole} from '../../app/context';
import {csv, download} from '../../parts/csv';
import {Failure} from '../../parts/Failure';
import {inParts, skusOf} from '../../parts/skus';
import {SubmitForm} from '../../parts/SubmitForm';
import {SettingsChanges} from './SettingsChanges';
import {COLUMNS, fileOf, type Field, FIELDS, settingsRows} from './settingsFile';

/** As many SKUs fit into a response, which has at most 6 MB, at 2,000 locations. */
const SETTINGS_AT_ONCE = 10;

const EMPTY: Record<Field, string> = {
  safetyStock: '', reorderPoint: '', orderUpTo: '', recoveryPoint: '', displaySamples: '', shards: '',
};

/** The same settings for many SKUs, or a file of them: what would change is shown before it is applied. */
export function EditSettings(props: {chosen: string}) {
  const {api, session, words, formats} = useConsole();
  const mayChange = session.may('netstock/operate');
  const [text, setText] = useState(props.chosen);
  const [shown, setShown] = useState(props.chosen);
  const [places, setPlaces] = useState('');
  const [values, setValues] = useState(EMPTY);
  const [fault, setFault] = useState('');
  const [file, setFile] = useState<{name: string; text: string}>();
  if (shown !== props.chosen) {
    setShown(props.chosen);
    setText(props.chosen);
  }
  const skus = skusOf(text);
  const save = useMutation({
    mutationFn: async () => {
      const pages = [];
      for (const sku of inParts(skus, SETTINGS_AT_ONCE)) {
        pages.push(await dataOf(api.GET('/v1/settings', {params: {query: {sku}}})));
      }
      return pages.flatMap(page => page.settings);
    },
    onSuccess: settings => download('settings.csv', csv([...COLUMNS], settingsRows(settings))),
  });

  function compare() {
    const made = fileOf(skus, skusOf(places), values);
    if (typeof made === 'string') {
      setFile({name: words.bulk.form, text: made});
      setFault('');
    } else {
      setFault(words.bulk.faults[made.fault]);
    }
  }

  async function choose(chosen: File | undefined) {
    if (chosen) {
      setFile({name: chosen.name, text: await chosen.text()});
    }
  }

  return (
    <SpaceBetween size="l">
      {!mayChange && <Alert type="info">{words.app.onlyView}</Alert>}
      <SubmitForm onSubmit={compare}>
        <Container
          header={
            <Header
              variant="h2"
              description={words.bulk.description}
              actions={
                <Button
                  iconName="download"
                  formAction="none"
                  disabled={skus.length === 0}
                  loading={save.isPending}
                  onClick={() => save.mutate()}
                >
                  {words.bulk.download}
                </Button>
              }
            >
              {words.bulk.title}
            </Header>
          }
        >
          <SpaceBetween size="m">
            <FormField
              label={words.stock.label}
              constraintText={words.bulk.skusHint}
              description={words.bulk.chosen(formats.number(skus.length))}
            >
              <Textarea rows={3} value={text} onChange={({detail}) => setText(detail.value)} />
            </FormField>
            {save.error && <Failure failure={save.error} />}
            {mayChange && (
              <>
                <FormField label={words.bulk.locations} constraintText={words.bulk.locationsHint}>
                  <Input value={places} onChange={({detail}) => setPlaces(detail.value)} />
                </FormField>
                <ColumnLayout columns={3}>
                  {FIELDS.map(field => (
                    <FormField key={field} label={words.settings[field]}>
                      <Input
                        inputMode={field === 'shards' ? 'text' : 'numeric'}
                        placeholder={words.bulk.asItIs}
                        value={values[field]}
                        onChange={({detail}) => setValues(all => ({...all, [field]: detail.value}))}
                      />
                    </FormField>
                  ))}
                </ColumnLayout>
                {fault && <Alert type="error">{fault}</Alert>}
                <SpaceBetween direction="horizontal" size="s" alignItems="center">
                  <Button variant="primary" formAction="submit">{words.bulk.compare}</Button>
                  <FileInput
                    accept=".csv,text/csv"
                    value={[]}
                    onChange={({detail}) => void choose(detail.value[0])}
                  >
                    {words.bulk.choose}
                  </FileInput>
                </SpaceBetween>
                <Box color="text-body-secondary" fontSize="body-s">{words.bulk.fileHint}</Box>
              </>
            )}
          </SpaceBetween>
        </Container>
      </SubmitForm>
      {file && <SettingsChanges key={file.name + file.text} name={file.name} text={file.text} />}
    </SpaceBetween>
  );
}
