package dev.netstock.local.eventsource;

/** A queue or topic that hears of batches that were given up. Thread-safe. */
@FunctionalInterface
public interface FailureDestination {
    /**
     * Sends word of one batch.
     *
     * @param record JSON as Lambda writes it
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retaining
     *     discarded batches</a>
     */
    void send(String record);
}
