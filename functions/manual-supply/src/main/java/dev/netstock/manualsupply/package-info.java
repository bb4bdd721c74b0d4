/** The manual-supply function: applies supply that an operator sets by hand to net stock. */
@NullMarked
package dev.netstock.manualsupply;

import org.jspecify.annotations.NullMarked;
