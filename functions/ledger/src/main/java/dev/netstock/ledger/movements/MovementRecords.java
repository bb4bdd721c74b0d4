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
 * A batch of the stream, decoded.
 *
 * @param readable those that can be read
 * @param unreadable why, by the sequence numbers of those that cannot
 */
record MovementRecords(List<Entry> readable, Map<String, String> unreadable) {
    MovementRecords {
        readable = List.copyOf(readable);
        unreadable = Map.copyOf(unreadable);
    }

    /**
     * A record that can be read.
     *
     * @param sequenceNumber its place in the stream
     * @param movement what it says
     */
    record Entry(String sequenceNumber, Movement movement) {}

    /**
     * A record as the stream has it.
     *
     * @param sequenceNumber its place in the stream
     * @param json what it says
     */
    record Sent(String sequenceNumber, ByteBuffer json) {
        byte[] bytes() {
            ByteBuffer left = json.duplicate();
            byte[] bytes = new byte[left.remaining()];
            left.get(bytes);
            return bytes;
        }
    }

    static MovementRecords read(List<Sent> records, BusinessDates dates) {
        List<Entry> readable = new ArrayList<>();
        Map<String, String> unreadable = new HashMap<>();
        for (Sent record : records) {
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
                    case Decoded.Invalid(List<ValidationError> faults) ->
                            unreadable.put(record.sequenceNumber(), reason(faults));
                }
            } catch (RuntimeException | StackOverflowError e) {
                unreadable.put(record.sequenceNumber(), RefusedRecord.reason(e));
            }
        }
        return new MovementRecords(readable, unreadable);
    }

    private static String reason(List<ValidationError> faults) {
        return "no movement: "
                + faults.stream()
                        .map(fault -> fault.pointer() + " " + fault.message())
                        .collect(Collectors.joining("; "));
    }
}
