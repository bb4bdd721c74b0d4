package dev.netstock.movements;

import java.util.Optional;

/**
 * What the intake answers about a batch whose movements are recorded: the first record that nobody
 * can read, from which on Lambda sends the batch again. Where it is the first of its batch, and not
 * alone, the answer is an error: Lambda then halves the batch, until it is alone, and is put aside
 * alone.
 *
 * @param batch the batch
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html">Configuring
 *     partial batch response with Kinesis Data Streams and Lambda</a>
 */
record IntakeAnswer(MovementRecords batch) {
    /** How the batch ended, for the operators. */
    String outcome() {
        return batch.poison().isEmpty() ? "recorded" : "partial";
    }

    /**
     * The record from which on the batch shall come again; empty if none shall.
     *
     * @throws PoisonException if the batch has to be halved
     */
    Optional<String> failed() {
        Optional<String> first =
                batch.sequenceNumbers().stream().filter(batch.poison()::contains).findFirst();
        first.filter(this::isInTheWay)
                .ifPresent(
                        sequenceNumber -> {
                            throw new PoisonException(sequenceNumber);
                        });
        return first;
    }

    private boolean isInTheWay(String sequenceNumber) {
        return batch.sequenceNumbers().size() > 1
                && batch.sequenceNumbers().getFirst().equals(sequenceNumber);
    }
}
