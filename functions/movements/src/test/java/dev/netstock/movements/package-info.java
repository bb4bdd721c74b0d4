/** Tests of movements. */
@NullMarked
package dev.netstock.movements;

import org.jspecify.annotations.NullMarked;
