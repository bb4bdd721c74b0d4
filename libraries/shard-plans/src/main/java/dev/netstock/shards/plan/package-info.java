/**
 * How many shards a SKU shall have at a location: what is wished, what was seen of its heat, a pure
 * policy that makes a decision of both, and the flows that carry it out.
 */
@NullMarked
package dev.netstock.shards.plan;

import org.jspecify.annotations.NullMarked;
