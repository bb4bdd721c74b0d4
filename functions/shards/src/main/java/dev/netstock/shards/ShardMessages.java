package dev.netstock.shards;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.netstock.events.Heat;
import dev.netstock.events.ShardMessage;
import dev.netstock.events.ShardMessage.Hot;
import dev.netstock.events.ShardMessage.Look;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;
import dev.netstock.shards.plan.ShardSteering;
import dev.netstock.shards.plan.SteeringResult;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Hears what a batch of messages tells: each SKU and location is decided about once, whatever they
 * say of it. Heat that was not heard in time is told again while it lasts; a look comes again.
 * Thread-safe.
 *
 * @param steering decides, and carries it out
 * @param parallel how many SKUs at a time
 */
record ShardMessages(ShardSteering steering, Parallel parallel) implements QueueWork<ShardMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(ShardMessages.class);

    @Override
    public BatchResult handle(List<Message<ShardMessage>> messages, Call call) {
        Map<ItemKey, List<Heat>> heat =
                told(messages, Hot.class)
                        .flatMap(message -> message.heat().stream())
                        .collect(groupingBy(it -> item(it.sku(), it.location())));
        List<Optional<SteeringResult>> heard =
                each(heat.entrySet(), it -> steering.hear(it.getKey(), it.getValue(), call));
        List<Optional<SteeringResult>> looked =
                each(places(messages, call), item -> steering.look(item, call));
        boolean isLeft = looked.stream().anyMatch(Optional::isEmpty);
        return new BatchResult(
                isLeft ? looks(messages) : Set.of(), ShardCounts.of(heat.size(), heard, looked));
    }

    private <T> List<Optional<SteeringResult>> each(
            Collection<T> all, Function<T, SteeringResult> work) {
        return parallel.run(
                all.stream()
                        .<Supplier<Optional<SteeringResult>>>map(one -> () -> inTime(one, work))
                        .toList());
    }

    private static <T> Optional<SteeringResult> inTime(T one, Function<T, SteeringResult> work) {
        try {
            return Optional.of(work.apply(one));
        } catch (RetryLaterException e) {
            LOG.warn("The shards of a SKU were not settled in time", e);
            return Optional.empty();
        }
    }

    /** All that anything was decided about if one asks for them, or else those that are named. */
    private Set<ItemKey> places(List<Message<ShardMessage>> messages, Call call) {
        Set<ItemKey> places = new LinkedHashSet<>();
        if (told(messages, Look.class).anyMatch(Look.ALL::equals)) {
            places.addAll(steering.due(call));
        }
        told(messages, Look.class)
                .flatMap(look -> look.places().stream())
                .forEach(place -> places.add(item(place.sku(), place.location())));
        return places;
    }

    private static Set<String> looks(List<Message<ShardMessage>> messages) {
        return messages.stream()
                .filter(message -> message.body() instanceof Look)
                .map(Message::id)
                .collect(toUnmodifiableSet());
    }

    private static <T extends ShardMessage> Stream<T> told(
            List<Message<ShardMessage>> messages, Class<T> kind) {
        return messages.stream().map(Message::body).filter(kind::isInstance).map(kind::cast);
    }

    private static ItemKey item(String sku, String location) {
        return ItemKey.of(new Sku(sku), new Location(location));
    }
}
