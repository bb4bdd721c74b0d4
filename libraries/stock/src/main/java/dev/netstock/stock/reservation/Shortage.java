package dev.netstock.stock.reservation;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.util.Optional;

/**
 * Why a line could not be taken.
 *
 * @param sku the product
 * @param location the location that the line named; empty if it left the choice to the service
 * @param requested units that the order asks for, in all its lines of this SKU and location
 * @param available units that this order could have of them at that moment: of the location that
 *     the line named; or of all of them, less what its lines that name one take. Never negative
 */
public record Shortage(Sku sku, Optional<Location> location, long requested, long available) {}
