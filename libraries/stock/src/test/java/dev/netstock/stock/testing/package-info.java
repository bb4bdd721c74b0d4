/**
 * What tests of this and other modules stand on: real tables on this machine, and checks of the
 * invariants.
 */
@NullMarked
package dev.netstock.stock.testing;

import org.jspecify.annotations.NullMarked;
