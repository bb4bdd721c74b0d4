package dev.netstock.replenishment.request;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A query for a page of replenishment requests.
 *
 * @param day the day, by UTC
 * @param sku only this SKU; empty for all
 * @param location only this location; empty for all
 * @param limit how many requests are read, 1–100
 * @param cursor where the page begins; empty for the newest request
 */
public record RequestQuery(
        LocalDate day,
        Optional<Sku> sku,
        Optional<Location> location,
        int limit,
        Optional<RequestCursor> cursor) {}
