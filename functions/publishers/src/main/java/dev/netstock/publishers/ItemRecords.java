package dev.netstock.publishers;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import dev.netstock.platform.stream.StreamBatch;
import dev.netstock.platform.stream.StreamImage;
import dev.netstock.stock.dynamodb.StockItemCodec;
import dev.netstock.stock.event.ItemChange;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The stream records of the table NetStock, whose items no command deletes. */
final class ItemRecords {
    private static final Set<String> EVENT_NAMES = Set.of("INSERT", "MODIFY");

    private ItemRecords() {}

    static StreamBatch<ItemChange> read(List<DynamodbStreamRecord> records) {
        return StreamBatch.read(records, EVENT_NAMES, ItemRecords::change);
    }

    private static ItemChange change(StreamRecord record) {
        Map<String, AttributeValue> before =
                record.getOldImage() == null ? Map.of() : StreamImage.row(record.getOldImage());
        return StockItemCodec.change(before, StreamImage.row(record.getNewImage()));
    }
}
