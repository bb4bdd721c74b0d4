/**
 * Replenishment: publishes when a SKU runs low at a location, and requests its replenishment once
 * each time. This package has the functions and their wiring; {@code watch} has the model and the
 * services, {@code request} the requests.
 */
@NullMarked
package dev.netstock.replenishment;

import org.jspecify.annotations.NullMarked;
