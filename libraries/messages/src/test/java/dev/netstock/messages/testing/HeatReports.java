package dev.netstock.messages.testing;

import dev.netstock.events.Heat;
import dev.netstock.events.ShardMessage;
import dev.netstock.messages.ShardMessageJson;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.testing.LocalQueues;

import java.util.List;
import java.util.stream.Stream;

/** Reports of hot items in the shards queue. */
public final class HeatReports {
    private HeatReports() {}

    /** Receives and deletes all reports in the queue. */
    public static List<Heat> drain(String queueUrl) {
        return LocalQueues.drain(queueUrl).stream()
                .flatMap(message -> heat(message.body()))
                .toList();
    }

    private static Stream<Heat> heat(String body) {
        return ShardMessageJson.read(body) instanceof Decoded.Valid(ShardMessage.Hot(var heat))
                ? heat.stream()
                : Stream.empty();
    }
}
