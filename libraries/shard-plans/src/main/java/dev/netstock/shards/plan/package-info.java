/**
 * How many shards a SKU has at a location: the configured target, the measured heat, a pure policy
 * that decides, and the flows that apply the decision.
 */
@NullMarked
package dev.netstock.shards.plan;

import org.jspecify.annotations.NullMarked;
