package dev.netstock.publishers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import dev.netstock.platform.stream.FailedRecords;
import dev.netstock.platform.stream.RefusedRecord;
import dev.netstock.platform.stream.StreamAnswers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A batch of a stream, decoded.
 *
 * @param records all of them, in the order of the stream
 * @param entries the records that tell news, and what they say
 * @param unreadable why, by the sequence numbers of the records that cannot be read
 */
record StreamBatch<T>(
        List<DynamodbStreamRecord> records,
        List<Entry<T>> entries,
        Map<String, String> unreadable) {
    StreamBatch {
        records = List.copyOf(records);
        entries = List.copyOf(entries);
        unreadable = Map.copyOf(unreadable);
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
        List<Entry<T>> entries = new ArrayList<>();
        Map<String, String> unreadable = new HashMap<>();
        for (DynamodbStreamRecord record : records) {
            String sequenceNumber = sequenceNumber(record);
            if (news.contains(record.getEventName())) {
                try {
                    entries.add(new Entry<>(sequenceNumber, decode.apply(record.getDynamodb())));
                } catch (RuntimeException | StackOverflowError e) {
                    unreadable.put(sequenceNumber, RefusedRecord.reason(e));
                }
            }
        }
        return new StreamBatch<>(records, entries, unreadable);
    }

    /** The same batch with some of its entries alone. */
    StreamBatch<T> of(List<Entry<T>> some) {
        return new StreamBatch<>(records, some, unreadable);
    }

    /**
     * Keeps the records that are refused, and answers which shall come again.
     *
     * @param refused why, by the sequence numbers of the records that are refused for good
     * @param failed the sequence numbers of the records whose effect is missing for now
     */
    StreamsEventResponse answer(
            Map<String, String> refused,
            Set<String> failed,
            FailedRecords failedRecords,
            Context context) {
        List<RefusedRecord> kept =
                records.stream()
                        .filter(record -> refused.containsKey(sequenceNumber(record)))
                        .map(record -> refused(record, refused))
                        .toList();
        Set<String> again = new HashSet<>(failed);
        if (!failedRecords.keep(kept, context)) {
            again.addAll(refused.keySet());
        }
        return StreamAnswers.of(records.stream().map(StreamBatch::sequenceNumber).toList(), again);
    }

    private static RefusedRecord refused(DynamodbStreamRecord record, Map<String, String> reasons) {
        String sequenceNumber = sequenceNumber(record);
        return new RefusedRecord(
                sequenceNumber,
                StreamRecordJson.createdAt(record),
                reasons.getOrDefault(sequenceNumber, ""),
                json -> StreamRecordJson.members(json, record));
    }

    private static String sequenceNumber(DynamodbStreamRecord record) {
        return record.getDynamodb().getSequenceNumber();
    }
}
