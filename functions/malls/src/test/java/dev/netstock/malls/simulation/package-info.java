/** Malls, net stock and customers in virtual time, with everything that can go wrong. */
@NullMarked
package dev.netstock.malls.simulation;

import org.jspecify.annotations.NullMarked;
