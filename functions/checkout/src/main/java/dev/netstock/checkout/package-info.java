/** The checkout function: reserve, extend, confirm, release, cancel and transfer over HTTP. */
@NullMarked
package dev.netstock.checkout;

import org.jspecify.annotations.NullMarked;
