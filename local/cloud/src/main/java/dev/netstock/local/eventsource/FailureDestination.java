package dev.netstock.local.eventsource;

/**
 * A queue or bucket that receives discarded batches. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retaining
 *     discarded batches</a>
 */
public interface FailureDestination {
    String arn();

    /** Sends one discarded batch. */
    void send(DiscardedBatch batch);
}
