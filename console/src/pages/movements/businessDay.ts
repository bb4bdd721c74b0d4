/**
 * The business date of a movement: what was entered, or else today in the browser's time zone, `2026-11-21`.
 * Today is not kept: a form may stay open over midnight.
 */
export function businessDay(entered: string | undefined, now = new Date()): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return entered ?? `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
