package dev.netstock.ledger.movements;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.events.movement.Movement;
import dev.netstock.messages.movement.MovementJson;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.ValidationError;
import dev.netstock.platform.stream.RefusedRecord;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A decoded batch of the stream.
 *
 * @param readable the movements that could be decoded
 * @param unreadable the reason, by sequence number, for each record that could not
 */
record MovementRecords(List<Entry> readable, Map<String, String> unreadable) {
    MovementRecords {
        readable = List.copyOf(readable);
        unreadable = Map.copyOf(unreadable);
    }

    /**
     * A decoded record.
     *
     * @param sequenceNumber its place in the stream
     */
    record Entry(String sequenceNumber, Movement movement) {}

    /**
     * A record of the stream.
     *
     * @param sequenceNumber its place in the stream
     * @param json its data
     */
    record StreamRecord(String sequenceNumber, ByteBuffer json) {
        byte[] bytes() {
            ByteBuffer remaining = json.duplicate();
            byte[] bytes = new byte[remaining.remaining()];
            remaining.get(bytes);
            return bytes;
        }
    }

    static MovementRecords read(List<StreamRecord> records, BusinessDates dates) {
        List<Entry> readable = new ArrayList<>();
        Map<String, String> unreadable = new HashMap<>();
        for (StreamRecord record : records) {
            try {
                switch (MovementJson.read(record.bytes())) {
                    case Decoded.Valid(Movement movement) -> {
                        if (dates.includes(movement.businessDate())) {
                            readable.add(new Entry(record.sequenceNumber(), movement));
                        } else {
                            unreadable.put(
                                    record.sequenceNumber(),
                                    "business date %s: %s"
                                            .formatted(
                                                    movement.businessDate(),
                                                    BusinessDates.EXPECTATION));
                        }
                    }
                    case Decoded.Invalid(List<ValidationError> errors) ->
                            unreadable.put(record.sequenceNumber(), reason(errors));
                }
            } catch (RuntimeException | StackOverflowError e) {
                unreadable.put(record.sequenceNumber(), RefusedRecord.reason(e));
            }
        }
        return new MovementRecords(readable, unreadable);
    }

    private static String reason(List<ValidationError> errors) {
        return "no movement: "
                + errors.stream()
                        .map(error -> error.pointer() + " " + error.message())
                        .collect(Collectors.joining("; "));
    }
}
