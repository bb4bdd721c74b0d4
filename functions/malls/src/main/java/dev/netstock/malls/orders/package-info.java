/** Takes a mall's orders: each becomes a reservation, once, whatever dies in between. */
@NullMarked
package dev.netstock.malls.orders;

import org.jspecify.annotations.NullMarked;
