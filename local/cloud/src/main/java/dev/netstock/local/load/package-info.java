/** Makes reservations against a running cloud and measures them, and what they cost. */
@NullMarked
package dev.netstock.local.load;

import org.jspecify.annotations.NullMarked;
