import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import {useMutation} from '@tanstack/react-query';
import {useState} from 'react';
import {ApiError, dataOf, type Schemas} from '../../api/client';
import {useConsole} from '../../app/context';
import {Confirm} from '../../parts/Confirm';
import {NAME, SKU, wholeNumber} from '../../parts/skus';
import {SubmitForm} from '../../parts/SubmitForm';
import {businessDay} from './businessDay';

type Movement = Schemas['Movement'];
const KINDS: Movement['kind'][] = ['adjustment', 'receipt', 'return', 'transfer', 'sale', 'shipment'];
const SIGNED: Movement['kind'][] = ['adjustment', 'transfer'];
type Reason = NonNullable<Movement['reasonCode']>;
const REASONS: Reason[] = ['stock-take', 'damaged', 'lost', 'found', 'own-use', 'correction', 'other'];
const NOTE_MAX = 200;
const LOCATION = /^[a-z0-9-]{1,32}$/;

/**
 * Records one movement. The form has one number of the movement until the server has accepted it: if
 * an answer is lost, sending again does not count twice.
 */
export function RecordMovement(props: {sku?: string; location?: string}) {
  const {api, session, words, formats, notify} = useConsole();
  const [kind, setKind] = useState<Movement['kind']>('adjustment');
  const [sku, setSku] = useState(props.sku ?? '');
  const [location, setLocation] = useState(props.location ?? '');
  const [units, setUnits] = useState('');
  const [day, setDay] = useState<string>();
  const [orderId, setOrderId] = useState('');
  const [reason, setReason] = useState<Reason>();
  const [note, setNote] = useState('');
  const [number, setNumber] = useState(newNumber);
  const [checks, setChecks] = useState(false);
  const [asks, setAsks] = useState(false);

  const count = wholeNumber(units);
  const businessDate = businessDay(day);
  const isSigned = SIGNED.includes(kind);
  const plainSku = sku.normalize('NFKC').trim();
  const plainOrder = orderId.normalize('NFKC').trim();
  const plainNote = note.trim();
  const isAdjustment = kind === 'adjustment';
  const faults = {
    sku: SKU.test(plainSku) ? '' : words.movements.required,
    location: LOCATION.test(location.trim()) ? '' : words.movements.required,
    units:
      count !== undefined && count !== 0 && (isSigned || count > 0)
        ? ''
        : isSigned ? words.movements.unitsSigned : words.movements.unitsPositive,
    day: /^\d{4}-\d{2}-\d{2}$/.test(businessDate) ? '' : words.movements.required,
    reason: !isAdjustment || reason ? '' : words.movements.reasonMissing,
    note:
      !isAdjustment || (plainNote ? [...plainNote].length <= NOTE_MAX : reason !== 'other')
        ? ''
        : words.movements.noteMissing,
    orderId: kind !== 'shipment' || NAME.test(plainOrder) ? '' : words.orders.invalid,
  };
  const reasons = REASONS.map(it => ({value: it, label: words.movements.reasons[it] ?? it}));
  const isValid = Object.values(faults).every(it => it === '');

  const record = useMutation({
    mutationFn: async () => {
      const movement: Movement = {
        movementId: number,
        kind,
        sku: plainSku,
        location: location.trim(),
        units: count ?? 0,
        occurredAt: new Date().toISOString(),
        businessDate,
        ...(isAdjustment && reason ? {reasonCode: reason, ...(plainNote ? {reasonNote: plainNote} : {})} : {}),
        ...(kind === 'shipment' ? {orderId: plainOrder} : {}),
      };
      const answer = await dataOf(
        api.POST('/v1/movements', {
          body: {source: `/console/${encodeURIComponent(session.person?.username ?? '')}`, movements: [movement]},
        }),
      );
      const [rejected] = answer.rejected;
      if (rejected) {
        throw new ApiError(400, {detail: words.movements.rejected, errors: rejected.errors});
      }
      return {movement, held: answer.held};
    },
    onSuccess: ({movement, held}) => {
      setAsks(false);
      setNumber(newNumber());
      setUnits('');
      setDay(undefined);
      setChecks(false);
      const detail = words.movements.acceptedDetail(
        movement.movementId,
        movement.sku,
        formats.change(movement.units),
        movement.location,
      );
      notify(
        held
          ? {type: 'info', header: words.approvals.needed, content: `${detail} ${words.approvals.neededHint}`}
          : {type: 'success', header: words.movements.accepted, content: detail},
      );
    },
  });

  if (!session.may('netstock/operate')) {
    return <Alert type="info">{words.app.onlyView}</Alert>;
  }

  function ask() {
    setChecks(true);
    if (isValid) {
      record.reset();
      setAsks(true);
    }
  }

  const kinds = KINDS.map(it => ({value: it, label: words.movements.kinds[it]}));
  return (
    <SubmitForm onSubmit={ask}>
      <Container
        header={
          <Header variant="h2" description={words.movements.recordDescription}>{words.movements.recordTitle}</Header>
        }
        footer={
          <Box float="right"><Button variant="primary" formAction="submit">{words.movements.send}</Button></Box>
        }
      >
        <SpaceBetween size="l">
          <FormField label={words.movements.kind}>
            <Select
              options={kinds}
              selectedOption={kinds.find(it => it.value === kind) ?? null}
              onChange={({detail}) => setKind(detail.selectedOption.value as Movement['kind'])}
            />
          </FormField>
          <FormField label={words.common.sku} errorText={checks && faults.sku}>
            <Input value={sku} onChange={({detail}) => setSku(detail.value)} />
          </FormField>
          <FormField label={words.common.location} errorText={checks && faults.location}>
            <Input value={location} placeholder="shinjuku" onChange={({detail}) => setLocation(detail.value)} />
          </FormField>
          <FormField
            label={words.common.units}
            constraintText={words.movements.unitsHint}
            errorText={checks && faults.units}
          >
            <Input inputMode="numeric" value={units} onChange={({detail}) => setUnits(detail.value)} />
          </FormField>
          <FormField label={words.movements.businessDate} errorText={checks && faults.day}>
            <DatePicker value={businessDate} placeholder="YYYY/MM/DD" onChange={({detail}) => setDay(detail.value)} />
          </FormField>
          {isAdjustment && (
            <FormField label={words.movements.reason} errorText={checks && faults.reason}>
              <Select
                options={reasons}
                placeholder={words.movements.reasonMissing}
                selectedOption={reasons.find(it => it.value === reason) ?? null}
                onChange={({detail}) => setReason(detail.selectedOption.value as Reason)}
              />
            </FormField>
          )}
          {isAdjustment && (
            <FormField
              label={words.movements.note}
              constraintText={words.movements.noteHint}
              errorText={checks && faults.note}
            >
              <Input value={note} onChange={({detail}) => setNote(detail.value)} />
            </FormField>
          )}
          {kind === 'shipment' && (
            <FormField
              label={words.movements.orderId}
              constraintText={words.movements.orderHint}
              errorText={checks && faults.orderId}
            >
              <Input value={orderId} onChange={({detail}) => setOrderId(detail.value)} />
            </FormField>
          )}
          <FormField label={words.movements.number} constraintText={words.movements.numberHint}>
            <Input value={number} readOnly />
          </FormField>
        </SpaceBetween>
      </Container>
      {asks && (
        <Confirm
          title={words.movements.confirmTitle}
          action={words.movements.send}
          isBusy={record.isPending}
          failure={record.error}
          onConfirm={() => {
            // The date is a part of the identity: sent again after midnight, the movement must not get another.
            setDay(businessDate);
            record.mutate();
          }}
          onDismiss={() => setAsks(false)}
        >
          <Box variant="p">
            {`${words.movements.kinds[kind]}: `}
            {words.movements.acceptedDetail(number, plainSku, formats.change(count ?? 0), location.trim())}
          </Box>
          <Box variant="p">{`${words.movements.businessDate}: ${businessDate}`}</Box>
          <Box variant="p">{words.movements.confirmText}</Box>
        </Confirm>
      )}
    </SubmitForm>
  );
}

function newNumber(): string {
  return `console-${crypto.randomUUID()}`;
}
