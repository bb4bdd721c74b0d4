package dev.netstock.history;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.dynamodb.DeltaCodec;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The deltas of a batch, up to the first record that is none.
 *
 * @param first the sequence number of the first delta; empty if there is none
 * @param deltas in the order of the stream
 * @param poison the sequence number of the record that is none; empty if all are well
 */
record DeltaBatch(Optional<String> first, List<Delta> deltas, Optional<String> poison) {
    private static final Logger LOG = LoggerFactory.getLogger(DeltaBatch.class);

    DeltaBatch {
        deltas = List.copyOf(deltas);
    }

    /** Reads a batch. Rows that time-to-live retires are in the stream as well, and no news. */
    static DeltaBatch read(List<DynamodbStreamRecord> records) {
        List<StreamRecord> news =
                records.stream()
                        .filter(record -> record.getEventName().equals("INSERT"))
                        .map(DynamodbStreamRecord::getDynamodb)
                        .toList();
        List<Delta> deltas = new ArrayList<>();
        for (StreamRecord record : news) {
            Optional<Delta> delta = decode(record);
            if (delta.isEmpty()) {
                return of(news, deltas, Optional.of(record.getSequenceNumber()));
            }
            deltas.add(delta.get());
        }
        return of(news, deltas, Optional.empty());
    }

    private static DeltaBatch of(
            List<StreamRecord> news, List<Delta> deltas, Optional<String> poison) {
        return new DeltaBatch(
                news.stream().map(StreamRecord::getSequenceNumber).findFirst(), deltas, poison);
    }

    private static Optional<Delta> decode(StreamRecord record) {
        try {
            return Optional.of(DeltaCodec.decode(StreamImage.row(record.getNewImage())));
        } catch (RuntimeException e) {
            LOG.error("A record of the stream is no delta", e);
            return Optional.empty();
        }
    }
}
