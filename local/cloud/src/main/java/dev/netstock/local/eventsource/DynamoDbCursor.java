package dev.netstock.local.eventsource;

import dev.netstock.local.eventsource.DynamoDbSource.Change;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.util.List;
import java.util.function.Consumer;

/**
 * A position in a shard of a table's stream. It recovers the position when its iterator expires.
 */
final class DynamoDbCursor implements ShardCursor {
    /** Maximum records of a GetRecords call. */
    private static final int READ_LIMIT = 1000;

    private final DynamoDbStreamsClient streams;
    private final String streamArn;
    private final String shardId;
    private final StreamEvent form;
    private @Nullable String iterator;
    private @Nullable String lastRead;

    DynamoDbCursor(
            DynamoDbStreamsClient streams,
            String streamArn,
            String shardId,
            ShardIteratorType from) {
        this.streams = streams;
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
        try {
            return readFrom(from, Math.min(READ_LIMIT, limit));
        } catch (ExpiredIteratorException _) {
            reopen();
        } catch (TrimmedDataAccessException _) {
            iterator = oldest();
        }
        return List.of();
    }

    private List<Change> readFrom(String from, int limit) {
        GetRecordsResponse response =
                streams.getRecords(request -> request.shardIterator(from).limit(limit));
        iterator = response.nextShardIterator();
        List<Change> changes = response.records().stream().map(it -> new Change(it, form)).toList();
        if (!changes.isEmpty()) {
            lastRead = changes.getLast().sequenceNumber();
        }
        return changes;
    }

    private void reopen() {
        @Nullable String place = lastRead;
        iterator =
                place == null
                        ? oldest()
                        : iterator(
                                request ->
                                        request.shardIteratorType(
                                                        ShardIteratorType.AFTER_SEQUENCE_NUMBER)
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
