/**
 * The test support of this and other modules: real tables on this machine, and checks of the
 * invariants.
 */
@NullMarked
package dev.netstock.stock.testing;

import org.jspecify.annotations.NullMarked;
