/** A simulated trading day of the demo store: POS sales, deliveries and web orders. */
@NullMarked
package dev.netstock.local.live;

import org.jspecify.annotations.NullMarked;
