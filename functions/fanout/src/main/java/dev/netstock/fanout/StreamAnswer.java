package dev.netstock.fanout;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a function answers about a batch of a stream: the first record that failed, from which on
 * Lambda sends the batch again. By that alone a record that nobody can read would stay the first of
 * its batch until all that is behind it is put aside with it. So where it is the first, and not
 * alone, the answer is an error: Lambda then halves the batch, and in the end it is alone.
 *
 * @param batch the batch
 * @param failed the sequence numbers of the records whose effect is missing, but for the poison
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Configuring
 *     partial batch response with DynamoDB and Lambda</a>
 */
record StreamAnswer(StreamBatch<?> batch, Set<String> failed) {
    /** How the batch ended, for the operators. */
    String outcome() {
        return first().isEmpty() ? "published" : "partial";
    }

    /**
     * The answer.
     *
     * @throws PoisonException if the batch has to be halved
     */
    StreamsEventResponse response() {
        first().filter(this::isInTheWay)
                .ifPresent(
                        sequenceNumber -> {
                            throw new PoisonException(sequenceNumber);
                        });
        return new StreamsEventResponse(
                first().map(BatchItemFailure::new).map(List::of).orElse(List.of()));
    }

    private Optional<String> first() {
        Set<String> all = new HashSet<>(failed);
        all.addAll(batch.poison());
        return batch.sequenceNumbers().stream().filter(all::contains).findFirst();
    }

    private boolean isInTheWay(String sequenceNumber) {
        return batch.poison().contains(sequenceNumber)
                && batch.sequenceNumbers().size() > 1
                && batch.sequenceNumbers().getFirst().equals(sequenceNumber);
    }
}
