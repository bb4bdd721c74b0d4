package dev.netstock.malls.port;

import java.time.Duration;
import java.util.Set;

/**
 * What a mall's API can do and what it demands. The sync reads this, never the mall's name.
 *
 * @param writeModes how counts can be changed
 * @param idempotencyKeys whether a write that is repeated with its key happens once
 * @param echoesCount whether a write answers with the resulting count
 * @param applyLag the longest time until an accepted write shows in the count; zero if the answer
 *     means that it has happened
 * @param writeBatch the most items of one write request
 * @param writeRate write requests
 * @param readBatch the most items of one read request
 * @param readRate read requests
 * @param orderRate requests for lists of orders
 * @param detailBatch the most order numbers of one request for details
 * @param detailRate requests for details of orders by their numbers
 * @param updatedSince whether orders can be listed by the time of their last change. If not, they
 *     are listed by the time of the order, and changes of an order show only when it is read again
 * @param visibilityLag the longest time until an order shows in the API
 * @param latePublication how much later than that an order may show which the mall held back, for
 *     example to check for fraud
 * @param window the longest span of time of one list of orders
 * @param pageLimit the most orders of one page of a list
 * @param restocksOnCancel whether the mall adds a cancelled order's units to its count by itself
 * @param push whether the mall sends signals about orders
 * @param credentialLife how long a credential lives before a person has to renew it
 */
public record MallCapabilities(
        Set<WriteMode> writeModes,
        boolean idempotencyKeys,
        boolean echoesCount,
        Duration applyLag,
        int writeBatch,
        Rate writeRate,
        int readBatch,
        Rate readRate,
        Rate orderRate,
        int detailBatch,
        Rate detailRate,
        boolean updatedSince,
        Duration visibilityLag,
        Duration latePublication,
        Duration window,
        int pageLimit,
        boolean restocksOnCancel,
        boolean push,
        Duration credentialLife) {
    public MallCapabilities {
        writeModes = Set.copyOf(writeModes);
        if (writeModes.isEmpty()) {
            throw new IllegalArgumentException("A mall needs a way to change counts");
        }
    }

    /** Whether an accepted write shows later. */
    public boolean asynchronous() {
        return applyLag.isPositive();
    }

    /** After this time an order is visible, whatever held it back. */
    public Duration blindWindow() {
        return visibilityLag.plus(latePublication);
    }
}
