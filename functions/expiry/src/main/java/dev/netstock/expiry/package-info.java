/** Returns units without a request: from expired holds, and from unclaimed takes. */
@NullMarked
package dev.netstock.expiry;

import org.jspecify.annotations.NullMarked;
