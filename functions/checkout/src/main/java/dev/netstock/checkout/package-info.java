/** The checkout function: reserve, confirm, release and cancel over HTTP. */
@NullMarked
package dev.netstock.checkout;

import org.jspecify.annotations.NullMarked;
