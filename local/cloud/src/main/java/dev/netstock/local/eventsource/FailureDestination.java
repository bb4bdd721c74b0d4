package dev.netstock.local.eventsource;

/**
 * A queue or bucket that hears of batches that were given up. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retaining
 *     discarded batches</a>
 */
public interface FailureDestination {
    String arn();

    /** Sends word of one batch. */
    void send(GivenUpBatch batch);
}
