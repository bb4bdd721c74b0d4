package dev.netstock.publishers;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import dev.netstock.events.StockEvent;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.event.StockEvents;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The records of the table StockDeltas, whose rows are written once, and retired by time. */
final class DeltaRecords {
    private static final Set<String> NEWS = Set.of("INSERT");

    private DeltaRecords() {}

    /** Reads a batch; what is no event is empty. */
    static StreamBatch<Optional<StockEvent>> read(List<DynamodbStreamRecord> records) {
        return StreamBatch.read(records, NEWS, DeltaRecords::event);
    }

    private static Optional<StockEvent> event(StreamRecord record) {
        return StockEvents.of(DeltaCodec.decode(StreamImage.row(record.getNewImage())));
    }
}
