package dev.netstock.local.eventsource;

import dev.netstock.local.dynamodb.TableWrites;
import dev.netstock.local.eventsource.DynamoDbSource.Change;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A position in a shard of a table's stream. It recovers the position when its iterator expires.
 */
final class DynamoDbCursor implements ShardCursor {
    /** Maximum records of a GetRecords call. */
    private static final int READ_LIMIT = 1000;

    private final DynamoDbStreamsClient streams;
    private final TableWrites writes;
    private final String table;
    private final String streamArn;
    private final String shardId;
    private final StreamEvent form;
    private @Nullable String iterator;
    private @Nullable String lastRead;

    /** The table's writes before the last read. */
    private long seenWrites;

    DynamoDbCursor(
            DynamoDbStreamsClient streams,
            TableWrites writes,
            String streamArn,
            String shardId,
            ShardIteratorType from) {
        this.streams = streams;
        this.writes = writes;
        this.table = streamArn.split("/", 3)[1];
        this.streamArn = streamArn;
        this.shardId = shardId;
        this.form = new StreamEvent(streamArn);
        this.iterator = iterator(request -> request.shardIteratorType(from));
    }

    @Override
    public boolean isAtEnd() {
        return iterator == null;
    }

    @Override
    public List<Change> read(int limit) {
        @Nullable String from = iterator;
        if (from == null) {
            return List.of();
        }
        seenWrites = writes.count(table);
        try {
            return readFrom(from, limit);
        } catch (ExpiredIteratorException _) {
            return readFrom(reopened(), limit);
        } catch (TrimmedDataAccessException _) {
            return readFrom(oldest(), limit);
        }
    }

    @Override
    public boolean awaitRecords(Duration limit) throws InterruptedException {
        return writes.awaitMore(table, seenWrites, limit);
    }

    private List<Change> readFrom(String from, int limit) {
        GetRecordsResponse response =
                streams.getRecords(
                        request -> request.shardIterator(from).limit(Math.min(READ_LIMIT, limit)));
        iterator = response.nextShardIterator();
        List<Change> changes = response.records().stream().map(it -> new Change(it, form)).toList();
        if (!changes.isEmpty()) {
            lastRead = changes.getLast().sequenceNumber();
        }
        return changes;
    }

    private String reopened() {
        @Nullable String place = lastRead;
        return place == null
                ? oldest()
                : iterator(
                        request ->
                                request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                                        .sequenceNumber(place));
    }

    private String oldest() {
        return iterator(request -> request.shardIteratorType(ShardIteratorType.TRIM_HORIZON));
    }

    private String iterator(Consumer<GetShardIteratorRequest.Builder> place) {
        var request = GetShardIteratorRequest.builder().streamArn(streamArn).shardId(shardId);
        place.accept(request);
        return streams.getShardIterator(request.build()).shardIterator();
    }
}
