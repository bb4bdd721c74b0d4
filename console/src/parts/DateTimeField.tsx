import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TimeInput from '@cloudscape-design/components/time-input';
import {useConsole} from '../app/context';

/** A day and a time in the browser's time zone; both empty: no time. */
export interface DateTime {
  day: string;
  time: string;
}

export function DateTimeField(props: {
  label: string;
  hint: string;
  error?: string;
  value: DateTime;
  onChange: (value: DateTime) => void;
}) {
  const {words} = useConsole();
  const {value, onChange} = props;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <FormField
        label={`${props.label}: ${words.common.day}`}
        constraintText={props.hint}
        errorText={props.error}
      >
        <DatePicker
          value={value.day}
          placeholder="YYYY/MM/DD"
          onChange={({detail}) => onChange({...value, day: detail.value})}
        />
      </FormField>
      <FormField label={`${props.label}: ${words.common.clock}`}>
        <TimeInput
          value={value.time}
          format="hh:mm"
          placeholder="hh:mm"
          onChange={({detail}) => onChange({...value, time: detail.value})}
        />
      </FormField>
    </SpaceBetween>
  );
}

/** The time in UTC; undefined if there is none; null if it is incomplete. */
export function instantOf(value: DateTime): string | undefined | null {
  if (value.day === '' && value.time === '') {
    return undefined;
  }
  const at = new Date(`${value.day}T${value.time || '00:00'}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

export function dateTimeOf(instant: string | undefined): DateTime {
  if (!instant) {
    return {day: '', time: ''};
  }
  const at = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    day: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
  };
}
