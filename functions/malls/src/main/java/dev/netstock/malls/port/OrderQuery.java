package dev.netstock.malls.port;

import java.time.Instant;
import java.util.Optional;

/**
 * Lists orders by the time of their last change, or by the time of the order if the mall has no
 * "updated since". An adapter whose mall publishes orders late with a time of their own lists by
 * that time as well.
 *
 * @param from the beginning of the span, included
 * @param until the end of the span, excluded; at most the mall's window after {@code from}. It may
 *     be later than now
 * @param page what the page before said in {@link OrderPage#next}; empty for the first page
 */
public record OrderQuery(Instant from, Instant until, Optional<String> page) {}
