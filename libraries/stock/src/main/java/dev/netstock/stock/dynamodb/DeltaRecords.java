package dev.netstock.stock.dynamodb;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.stream.StreamBatch;
import dev.netstock.platform.stream.StreamImage;
import dev.netstock.stock.event.StockEvents;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The stream records of the table StockDeltas, whose rows are inserted once and deleted only by
 * TTL.
 */
public final class DeltaRecords {
    private static final Set<String> EVENT_NAMES = Set.of("INSERT");

    private DeltaRecords() {}

    /** Decodes a batch; records without an event are empty. */
    public static StreamBatch<Optional<StockEvent>> read(List<DynamodbStreamRecord> records) {
        return StreamBatch.read(records, EVENT_NAMES, DeltaRecords::event);
    }

    private static Optional<StockEvent> event(StreamRecord record) {
        return StockEvents.of(DeltaCodec.decode(StreamImage.row(record.getNewImage())));
    }
}
