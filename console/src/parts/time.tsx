import {useEffect, useState} from 'react';
import {useConsole} from '../app/context';

const TICK_MS = 10_000;

/** The current time, renewed every ten seconds. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** A time, exactly. */
export function Time(props: {at: string}) {
  const {formats} = useConsole();
  return <time dateTime={props.at}>{formats.exactTime(props.at)}</time>;
}

/** A time as an age, with the exact time in its title. */
export function Age(props: {at: string}) {
  const {formats} = useConsole();
  const now = useNow();
  return (
    <time dateTime={props.at} title={formats.exactTime(props.at)}>
      {formats.age(props.at, now)}
    </time>
  );
}
