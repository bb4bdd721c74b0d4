/** Calls with a deadline, and the retries of their requests. */
@NullMarked
package dev.netstock.platform.call;

import org.jspecify.annotations.NullMarked;
