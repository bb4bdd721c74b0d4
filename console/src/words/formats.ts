import type {Language} from './words';

/** Numbers and times as people of a language write them, in the time zone of their browser. */
export class Formats {
  private readonly numbers: Intl.NumberFormat;
  private readonly signed: Intl.NumberFormat;
  private readonly times: Intl.DateTimeFormat;
  private readonly exactTimes: Intl.DateTimeFormat;
  private readonly clock: Intl.DateTimeFormat;
  private readonly relative: Intl.RelativeTimeFormat;

  constructor(language: Language) {
    this.numbers = new Intl.NumberFormat(language);
    this.signed = new Intl.NumberFormat(language, {signDisplay: 'exceptZero'});
    this.times = new Intl.DateTimeFormat(language, {dateStyle: 'medium', timeStyle: 'short'});
    this.exactTimes = new Intl.DateTimeFormat(language, {
      year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit',
      fractionalSecondDigits: 3, timeZoneName: 'short',
    });
    this.clock = new Intl.DateTimeFormat(language, {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
    this.relative = new Intl.RelativeTimeFormat(language, {numeric: 'auto', style: 'long'});
  }

  number(value: number): string {
    return this.numbers.format(value);
  }

  change(value: number): string {
    return this.signed.format(value);
  }

  time(value: string): string {
    return this.times.format(new Date(value));
  }

  exactTime(value: string): string {
    return this.exactTimes.format(new Date(value));
  }

  clockTime(value: Date): string {
    return this.clock.format(value);
  }

  /** `3 minutes ago`, `in 2 hours`. */
  age(value: string, now: number): string {
    const seconds = Math.round((Date.parse(value) - now) / 1000);
    const [unit, size] = UNITS.find(([, it]) => Math.abs(seconds) >= it) ?? ['second', 1];
    return this.relative.format(Math.trunc(seconds / size), unit);
  }

  /** The age of what has happened: not in the future, although `now` is some seconds old. */
  pastAge(value: string, now: number): string {
    return this.age(value, Math.max(now, Date.parse(value)));
  }
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];
