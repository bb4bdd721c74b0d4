package dev.netstock.movements;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.events.movement.Movement;
import dev.netstock.events.movement.MovementJson;
import dev.netstock.json.Decoded;
import dev.netstock.json.Fault;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A batch of the stream, decoded.
 *
 * @param sequenceNumbers of all records, in the order of the stream
 * @param movements what those tell that can be read
 * @param poison the sequence numbers of those that nobody can read
 */
record MovementRecords(List<String> sequenceNumbers, List<Movement> movements, Set<String> poison) {
    private static final Logger LOG = LoggerFactory.getLogger(MovementRecords.class);

    MovementRecords {
        sequenceNumbers = List.copyOf(sequenceNumbers);
        movements = List.copyOf(movements);
        poison = Set.copyOf(poison);
    }

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

    /** Reads a batch; a movement whose business date is not plausible is poison, too. */
    static MovementRecords read(List<Sent> records, BusinessDates dates) {
        List<String> all = new ArrayList<>();
        List<Movement> movements = new ArrayList<>();
        Set<String> poison = new HashSet<>();
        for (Sent record : records) {
            all.add(record.sequenceNumber());
            switch (MovementJson.read(record.bytes())) {
                case Decoded.Valid(Movement movement) -> {
                    if (dates.includes(movement.businessDate())) {
                        movements.add(movement);
                    } else {
                        LOG.error(
                                "The record {} has the business date {}: {}",
                                record.sequenceNumber(),
                                movement.businessDate(),
                                BusinessDates.EXPECTATION);
                        poison.add(record.sequenceNumber());
                    }
                }
                case Decoded.Invalid(List<Fault> faults) -> {
                    LOG.error("The record {} is no movement: {}", record.sequenceNumber(), faults);
                    poison.add(record.sequenceNumber());
                }
            }
        }
        return new MovementRecords(all, movements, poison);
    }
}
