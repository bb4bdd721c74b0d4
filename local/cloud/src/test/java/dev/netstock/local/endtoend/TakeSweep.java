package dev.netstock.local.endtoend;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.netstock.stock.Call;
import dev.netstock.stock.Deadline;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoClients;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.StockItemCodec;
import dev.netstock.stock.sweep.OpenTake;
import dev.netstock.stock.sweep.SweepResult;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sweep of every take that the stream of the stock items has shown since it was created. */
final class TakeSweep {
    private final RealCloud cloud;

    TakeSweep(RealCloud cloud) {
        this.cloud = cloud;
    }

    /** Sweeps them, as if a minute had passed, and answers how many came to what. */
    Map<SweepResult, Long> run() {
        try (var client = client()) {
            var tables =
                    new DynamoNetStock.Tables(
                            cloud.output("NetStockTable"), cloud.output("StockDeltasTable"), "");
            var sweeping =
                    new DynamoNetStock(
                                    client,
                                    tables,
                                    Locations.parse("shinjuku,umeda,warehouse-1"),
                                    InstantSource.system(),
                                    (_, _) -> {})
                            .sweeping();
            return takes(client, tables.netStock()).stream()
                    .map(take -> sweeping.sweep(take, call()))
                    .collect(groupingBy(result -> result, counting()));
        }
    }

    private DynamoDbClient client() {
        return DynamoClients.builder(DynamoClients.httpClient(Duration.ofSeconds(30)))
                .endpointOverride(cloud.cloud().endpoints().dynamoDb())
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .build();
    }

    private static Call call() {
        return new Call("sweep", "none", Deadline.after(Duration.ofSeconds(10)));
    }

    private List<OpenTake> takes(DynamoDbClient client, String table) {
        String stream = client.describeTable(it -> it.tableName(table)).table().latestStreamArn();
        try (var streams = cloud.clients().dynamoDbStreams(cloud.cloud().endpoints().dynamoDb())) {
            List<OpenTake> takes = new ArrayList<>();
            for (Shard shard :
                    streams.describeStream(it -> it.streamArn(stream))
                            .streamDescription()
                            .shards()) {
                records(streams, stream, shard.shardId()).stream()
                        .map(change -> StockItemCodec.decode(change.dynamodb().newImage()))
                        .flatMap(image -> OpenTake.of(image).stream())
                        .forEach(takes::add);
            }
            return takes;
        }
    }

    /** Until a read is empty: by then nothing is written any more. */
    private static List<Record> records(
            DynamoDbStreamsClient streams, String stream, String shard) {
        String iterator =
                streams.getShardIterator(
                                it ->
                                        it.streamArn(stream)
                                                .shardId(shard)
                                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                        .shardIterator();
        List<Record> all = new ArrayList<>();
        List<Record> read;
        do {
            String from = iterator;
            var answer = streams.getRecords(it -> it.shardIterator(from));
            read = answer.records();
            all.addAll(read);
            iterator = answer.nextShardIterator();
        } while (!read.isEmpty() && iterator != null);
        return all;
    }
}
