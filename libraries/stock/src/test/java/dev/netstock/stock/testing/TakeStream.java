package dev.netstock.stock.testing;

import dev.netstock.stock.dynamodb.StockItemCodec;
import dev.netstock.stock.sweep.OpenTake;
import dev.netstock.stock.table.StockItem;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stream of the table NetStock, from its start. For one thread. */
public final class TakeStream {
    private final DynamoDbStreamsClient client;
    private final String stream;
    private final String shard;
    private Optional<String> lastSequenceNumber = Optional.empty();

    public TakeStream(LocalTables tables) {
        client =
                DynamoDbStreamsClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .endpointOverride(LocalTables.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(LocalTables.CREDENTIALS)
                        .build();
        stream =
                tables.client()
                        .describeTable(request -> request.tableName(tables.names().netStock()))
                        .table()
                        .latestStreamArn();
        shard =
                client.describeStream(request -> request.streamArn(stream))
                        .streamDescription()
                        .shards()
                        .getFirst()
                        .shardId();
    }

    /** Every change since the last call. */
    public List<Record> changes() {
        var changes = new ArrayList<Record>();
        // An iterator of DynamoDB Local expires within moments: each call begins with a new one.
        String iterator = iterator();
        List<Record> records;
        do {
            String from = iterator;
            GetRecordsResponse response = client.getRecords(request -> request.shardIterator(from));
            iterator = response.nextShardIterator();
            records = response.records();
            for (Record change : records) {
                lastSequenceNumber = Optional.of(change.dynamodb().sequenceNumber());
                changes.add(change);
            }
        } while (!records.isEmpty());
        return changes;
    }

    /** The image of every change since the last call. */
    public List<StockItem> images() {
        return changes().stream()
                .filter(change -> change.dynamodb().hasNewImage())
                .map(change -> StockItemCodec.decode(change.dynamodb().newImage()))
                .toList();
    }

    private String iterator() {
        return client.getShardIterator(
                        request -> {
                            request.streamArn(stream).shardId(shard);
                            lastSequenceNumber.ifPresentOrElse(
                                    last ->
                                            request.shardIteratorType(
                                                            ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                                                    .sequenceNumber(last),
                                    () ->
                                            request.shardIteratorType(
                                                    ShardIteratorType.TRIM_HORIZON));
                        })
                .shardIterator();
    }

    /** The takes since the last call. */
    public List<OpenTake> takes() {
        return images().stream().flatMap(image -> OpenTake.of(image).stream()).toList();
    }
}
