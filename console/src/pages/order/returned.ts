import type {Schemas} from '../../api/client';
import type {Formats} from '../../words/formats';

/** What the newest steps of an order gave back, from what the server answered to a read. */
export function returnedSince(order: Schemas['ReservationWithSteps'], version: number, formats: Formats): string {
  return order.steps
    .filter(step => step.version > version)
    .flatMap(step => step.lines ?? [])
    .filter(line => line.units > 0)
    .map(line => `${formats.change(line.units)} ${line.sku} (${line.location})`)
    .join(', ');
}
