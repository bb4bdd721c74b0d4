package dev.netstock.platform.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A decoded batch of the stream of a table. Immutable.
 *
 * @param records all records, in the order of the stream
 * @param entries the decoded records of relevant event names
 * @param unreadable the reasons by sequence number of the records that cannot be decoded
 */
public record StreamBatch<T>(
        List<DynamodbStreamRecord> records,
        List<Entry<T>> entries,
        Map<String, String> unreadable) {
    public StreamBatch {
        records = List.copyOf(records);
        entries = List.copyOf(entries);
        unreadable = Map.copyOf(unreadable);
    }

    /**
     * A decoded record.
     *
     * @param sequenceNumber its position in the stream
     * @param content the decoded content
     */
    public record Entry<T>(String sequenceNumber, T content) {}

    /**
     * Decodes a batch.
     *
     * @param eventNames the relevant event names; records with other names are ignored
     * @param decode decodes a record; may throw any RuntimeException
     */
    public static <T> StreamBatch<T> read(
            List<DynamodbStreamRecord> records,
            Set<String> eventNames,
            Function<StreamRecord, T> decode) {
        List<Entry<T>> entries = new ArrayList<>();
        Map<String, String> unreadable = new HashMap<>();
        for (DynamodbStreamRecord record : records) {
            String sequenceNumber = sequenceNumber(record);
            if (eventNames.contains(record.getEventName())) {
                try {
                    entries.add(new Entry<>(sequenceNumber, decode.apply(record.getDynamodb())));
                } catch (RuntimeException | StackOverflowError e) {
                    unreadable.put(sequenceNumber, RefusedRecord.reason(e));
                }
            }
        }
        return new StreamBatch<>(records, entries, unreadable);
    }

    /** The same batch with only some of its entries. */
    public StreamBatch<T> of(List<Entry<T>> some) {
        return new StreamBatch<>(records, some, unreadable);
    }

    /**
     * Stores the rejected records, and returns the response with the records to be retried.
     *
     * @param refused the reasons by sequence number of permanently rejected records
     * @param failed the sequence numbers of the records that failed temporarily
     */
    public StreamsEventResponse answer(
            Map<String, String> refused,
            Set<String> failed,
            FailedRecords failedRecords,
            Context context) {
        List<RefusedRecord> kept =
                records.stream()
                        .filter(record -> refused.containsKey(sequenceNumber(record)))
                        .map(record -> refused(record, refused))
                        .toList();
        Set<String> toRetry = new HashSet<>(failed);
        if (!failedRecords.keep(kept, context)) {
            toRetry.addAll(refused.keySet());
        }
        return StreamAnswers.of(
                records.stream().map(StreamBatch::sequenceNumber).toList(), toRetry);
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
