package dev.netstock.local.eventsource;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.util.ArrayList;
import java.util.List;

/** Lists the shards of a stream. */
record StreamShards(DynamoDbStreamsClient streams, String streamArn) {
    List<Shard> list() {
        var shards = new ArrayList<Shard>();
        @Nullable String last = null;
        do {
            StreamDescription page = page(last);
            shards.addAll(page.shards());
            last = page.lastEvaluatedShardId();
        } while (last != null);
        return shards;
    }

    private StreamDescription page(@Nullable String after) {
        return streams.describeStream(
                        request -> request.streamArn(streamArn).exclusiveStartShardId(after))
                .streamDescription();
    }
}
