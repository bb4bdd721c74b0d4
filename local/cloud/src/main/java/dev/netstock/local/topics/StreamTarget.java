package dev.netstock.local.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.function.Consumer;

/**
 * A Firehose stream: each body becomes a record, without attributes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html">Raw
 *     message delivery: the message body is delivered</a>
 */
record StreamTarget(Consumer<byte[]> stream) implements Target {
    @Override
    public List<Delivery> deliver(List<Delivery> deliveries) {
        deliveries.forEach(it -> stream.accept(it.body().getBytes(UTF_8)));
        return List.of();
    }
}
