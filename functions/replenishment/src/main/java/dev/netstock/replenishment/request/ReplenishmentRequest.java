package dev.netstock.replenishment.request;

import dev.netstock.events.EventData.ReplenishmentRequested;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A replenishment request.
 *
 * @param at when it became due
 * @param data the contents of the request
 */
public record ReplenishmentRequest(Instant at, ReplenishmentRequested data) {
    /** The day of the request, by UTC. */
    public LocalDate day() {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
