/** The handlers of sale mode's functions, and their wiring. */
@NullMarked
package dev.netstock.salemode;

import org.jspecify.annotations.NullMarked;
