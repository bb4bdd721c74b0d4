package dev.netstock.replenishment.request;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Which page of which requests.
 *
 * @param day the day, by UTC
 * @param sku only this product; empty stands for all
 * @param location only this place; empty stands for all
 * @param limit how many requests are looked at, 1–100
 * @param cursor where the page begins; empty stands for the newest request
 */
public record RequestQuestion(
        LocalDate day,
        Optional<Sku> sku,
        Optional<Location> location,
        int limit,
        Optional<RequestCursor> cursor) {}
