/**
 * Tells when a SKU runs low at a location, asks for it to be filled, once each time, and keeps the
 * settings by which it does.
 */
@NullMarked
package dev.netstock.replenishment;

import org.jspecify.annotations.NullMarked;
