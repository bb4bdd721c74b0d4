/** The cost model: capacity units by AWS's published rules, computed from the requests. */
@NullMarked
package dev.netstock.stock.capacity;

import org.jspecify.annotations.NullMarked;
