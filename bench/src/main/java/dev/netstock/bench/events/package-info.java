/** Downstream processing: lag, throughput and cost. */
@NullMarked
package dev.netstock.bench.events;

import org.jspecify.annotations.NullMarked;
