/** A simulator of au PAY Market. */
@NullMarked
package dev.netstock.local.malls.au;

import org.jspecify.annotations.NullMarked;
