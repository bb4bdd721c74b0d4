package dev.netstock.stock.reservation;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.util.Optional;

/**
 * A line that could not be taken.
 *
 * @param sku the product
 * @param location the location that the line names; empty if it names none
 * @param requested units that the order asks for, in all its lines of this SKU and location
 * @param available units that this order could have had at that moment: at the location that the
 *     line names; or at all locations, less the units of the lines that name one. Never negative
 */
public record Shortage(Sku sku, Optional<Location> location, long requested, long available) {}
