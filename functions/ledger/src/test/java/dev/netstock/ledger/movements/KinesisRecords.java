package dev.netstock.ledger.movements;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.Record;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;

import dev.netstock.events.movement.Movement;
import dev.netstock.messages.movement.MovementJson;
import dev.netstock.platform.testing.SimulatedMapping;
import dev.netstock.platform.testing.SimulatedMapping.StreamKind;

import java.nio.ByteBuffer;
import java.util.List;

/** Records of the stream in the form in which Lambda sends them. */
final class KinesisRecords {
    private static final int BATCH_SIZE = 1_000;

    private KinesisRecords() {}

    /** The event source mapping of a function that receives them. */
    static SimulatedMapping<KinesisEvent, KinesisEventRecord> mapping(
            RequestHandler<KinesisEvent, StreamsEventResponse> function) {
        var stream =
                new StreamKind<KinesisEvent, KinesisEventRecord>(
                        KinesisRecords::event, it -> it.getKinesis().getSequenceNumber());
        return new SimulatedMapping<>(function, stream, BATCH_SIZE);
    }

    static KinesisEventRecord of(long sequenceNumber, Movement movement) {
        return of(sequenceNumber, MovementJson.write(movement));
    }

    static KinesisEventRecord of(long sequenceNumber, String json) {
        return of(sequenceNumber, json.getBytes(UTF_8));
    }

    static KinesisEventRecord of(long sequenceNumber, byte[] bytes) {
        var data = new Record();
        data.setSequenceNumber(Long.toString(sequenceNumber));
        data.setData(ByteBuffer.wrap(bytes));
        var record = new KinesisEventRecord();
        record.setKinesis(data);
        return record;
    }

    static KinesisEvent event(List<KinesisEventRecord> records) {
        var event = new KinesisEvent();
        event.setRecords(records);
        return event;
    }
}
