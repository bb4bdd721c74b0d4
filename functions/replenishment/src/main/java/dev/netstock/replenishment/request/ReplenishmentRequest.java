package dev.netstock.replenishment.request;

import dev.netstock.events.EventData.ReplenishmentRequested;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A request to fill a shelf.
 *
 * @param at when it became due
 * @param asked what for
 */
public record ReplenishmentRequest(Instant at, ReplenishmentRequested asked) {
    /** The day of the request, by UTC. */
    public LocalDate day() {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
