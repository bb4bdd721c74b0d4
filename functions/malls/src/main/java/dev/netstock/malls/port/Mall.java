package dev.netstock.malls.port;

import java.util.List;

/**
 * A mall's API. Each call is one request or, for a mall that takes one item a request, as many as
 * it has items. The caller keeps the rates and batch sizes of {@link #capabilities}.
 *
 * <p>All calls throw {@link MallThrottled}, {@link MallUnavailable}, {@link CredentialExpired},
 * {@link MallRefused} or {@link NotConnected}; then nothing was done. Only {@link #write} can be in
 * doubt, and says so in its results. A read that got no answer is unavailable.
 *
 * <p>Implementations are safe for use by one thread at a time.
 */
public interface Mall {
    MallCapabilities capabilities();

    /** Writes counts. An item occurs once. The results are in the order of the writes. */
    List<WriteResult> write(List<StockWrite> writes);

    /** Reads counts, in the order of the items. */
    List<CountReading> read(List<MallItem> items);

    /** Reads a page of a list of orders. */
    OrderPage orders(OrderQuery query);

    /**
     * Reads orders by number, each with the orders that were split off it. An order that the mall
     * does not (yet) show is left out.
     */
    List<MallOrder> orders(List<String> numbers);
}
