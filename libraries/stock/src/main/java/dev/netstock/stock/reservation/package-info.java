/** Reservations: one order's hold on units, from the first take to the last cancellation. */
@NullMarked
package dev.netstock.stock.reservation;

import org.jspecify.annotations.NullMarked;
