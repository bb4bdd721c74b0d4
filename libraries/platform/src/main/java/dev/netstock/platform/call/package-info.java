/** Calls with a deadline, and which requests are repeated until then. */
@NullMarked
package dev.netstock.platform.call;

import org.jspecify.annotations.NullMarked;
