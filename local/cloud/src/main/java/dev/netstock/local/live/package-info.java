/** A simulated day of the demo store: tills, deliveries, and orders of the web. */
@NullMarked
package dev.netstock.local.live;

import org.jspecify.annotations.NullMarked;
