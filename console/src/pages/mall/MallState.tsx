import StatusIndicator, {type StatusIndicatorProps} from '@cloudscape-design/components/status-indicator';
import type {Mall} from '../../api/reads';
import {useConsole} from '../../app/context';
import {useNow} from '../../parts/time';

const INDICATORS: Record<Mall['state'], StatusIndicatorProps.Type> = {
  'not-connected': 'pending',
  connected: 'success',
  paused: 'stopped',
};

/** The days before the expiry of a key on which the alarms ring. */
const SOON = 14;
const URGENT = 2;

/** Whether a mall is connected, paused, or in maintenance. */
export function MallState(props: {mall: Mall}) {
  const {words} = useConsole();
  const now = useNow();
  const {state, maintenance} = props.mall;
  const isDown = maintenance !== undefined && Date.parse(maintenance.startsAt) <= now;
  return isDown && state === 'connected' ? (
    <StatusIndicator type="info">{words.malls.inMaintenance}</StatusIndicator>
  ) : (
    <StatusIndicator type={INDICATORS[state]}>{words.malls.states[state]}</StatusIndicator>
  );
}

/** The days until the first key or consent of a mall expires. */
export function KeyDays(props: {mall: Mall}) {
  const {words, formats} = useConsole();
  const days = props.mall.credentialDaysLeft;
  if (days === undefined) {
    return '–';
  }
  if (days < 0) {
    return <StatusIndicator type="error">{words.malls.keyExpired}</StatusIndicator>;
  }
  return (
    <StatusIndicator type={days <= URGENT ? 'error' : days <= SOON ? 'warning' : 'success'}>
      {words.malls.days(formats.number(days))}
    </StatusIndicator>
  );
}
