package dev.netstock.fanout;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A batch of a stream, decoded.
 *
 * @param sequenceNumbers of all records, in the order of the stream
 * @param entries the records that tell news, and what they say
 * @param poison the sequence numbers of the records that nobody can read
 */
record StreamBatch<T>(List<String> sequenceNumbers, List<Entry<T>> entries, Set<String> poison) {
    private static final Logger LOG = LoggerFactory.getLogger(StreamBatch.class);

    StreamBatch {
        sequenceNumbers = List.copyOf(sequenceNumbers);
        entries = List.copyOf(entries);
        poison = Set.copyOf(poison);
    }

    /**
     * A record that could be read.
     *
     * @param sequenceNumber its place in the stream
     * @param content what it says
     */
    record Entry<T>(String sequenceNumber, T content) {}

    /**
     * Reads a batch.
     *
     * @param news the names of the events that tell any; the others are overlooked
     * @param decode reads a record; may throw what it likes if it cannot
     */
    static <T> StreamBatch<T> read(
            List<DynamodbStreamRecord> records,
            Set<String> news,
            Function<StreamRecord, T> decode) {
        List<String> all = new ArrayList<>();
        List<Entry<T>> entries = new ArrayList<>();
        Set<String> poison = new HashSet<>();
        for (DynamodbStreamRecord record : records) {
            String sequenceNumber = record.getDynamodb().getSequenceNumber();
            all.add(sequenceNumber);
            if (news.contains(record.getEventName())) {
                try {
                    entries.add(new Entry<>(sequenceNumber, decode.apply(record.getDynamodb())));
                } catch (RuntimeException e) {
                    LOG.error("The record {} of the stream cannot be read", sequenceNumber, e);
                    poison.add(sequenceNumber);
                }
            }
        }
        return new StreamBatch<>(all, entries, poison);
    }
}
