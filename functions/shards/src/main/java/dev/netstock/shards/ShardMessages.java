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
import dev.netstock.shards.plan.ScalingResult;
import dev.netstock.shards.plan.ShardScaler;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Handles a batch of messages: each SKU and location is scaled once, however many messages mention
 * it. Heat that was not handled in time is reported again while it lasts; a failed review message
 * is retried. Each batch begins with other SKUs, so that none is always the one for which no time
 * is left. Thread-safe.
 *
 * @param scaler scales the shards of a SKU
 * @param parallel how many SKUs at a time
 */
record ShardMessages(ShardScaler scaler, Parallel parallel) implements QueueWork<ShardMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(ShardMessages.class);

    @Override
    public BatchResult handle(List<Message<ShardMessage>> messages, Call call) {
        Map<ItemKey, List<Heat>> heat =
                bodies(messages, Hot.class)
                        .flatMap(message -> message.heat().stream())
                        .collect(groupingBy(it -> item(it.sku(), it.location())));
        List<Optional<ScalingResult>> handled =
                each(
                        heat.entrySet(),
                        it -> scaler.handleHeat(it.getKey(), it.getValue(), call),
                        call);
        List<Optional<ScalingResult>> reviewed =
                each(places(messages, call), item -> scaler.review(item, call), call);
        boolean isIncomplete = reviewed.stream().anyMatch(Optional::isEmpty);
        return new BatchResult(
                isIncomplete ? reviewIds(messages) : Set.of(),
                ShardCounts.of(heat.size(), handled, reviewed));
    }

    private <T> List<Optional<ScalingResult>> each(
            Collection<T> all, Function<T, ScalingResult> work, Call call) {
        List<T> inAnyOrder = new ArrayList<>(all);
        Collections.shuffle(inAnyOrder);
        return parallel.run(
                inAnyOrder.stream()
                        .<Supplier<Optional<ScalingResult>>>map(
                                one -> () -> withinTimeBudget(one, work, call))
                        .toList());
    }

    private static <T> Optional<ScalingResult> withinTimeBudget(
            T one, Function<T, ScalingResult> work, Call call) {
        if (!call.deadline().leaves(Duration.ZERO)) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.apply(one));
        } catch (RetryLaterException e) {
            LOG.warn("The shards of a SKU were not scaled within the time budget", e);
            return Optional.empty();
        }
    }

    /** All SKUs that are due if a message asks for them, and those that messages name. */
    private Set<ItemKey> places(List<Message<ShardMessage>> messages, Call call) {
        Set<ItemKey> places = new LinkedHashSet<>();
        if (bodies(messages, Look.class).anyMatch(Look.ALL::equals)) {
            places.addAll(scaler.due(call));
        }
        bodies(messages, Look.class)
                .flatMap(look -> look.places().stream())
                .forEach(place -> places.add(item(place.sku(), place.location())));
        return places;
    }

    private static Set<String> reviewIds(List<Message<ShardMessage>> messages) {
        return messages.stream()
                .filter(message -> message.body() instanceof Look)
                .map(Message::id)
                .collect(toUnmodifiableSet());
    }

    private static <T extends ShardMessage> Stream<T> bodies(
            List<Message<ShardMessage>> messages, Class<T> kind) {
        return messages.stream().map(Message::body).filter(kind::isInstance).map(kind::cast);
    }

    private static ItemKey item(String sku, String location) {
        return ItemKey.of(new Sku(sku), new Location(location));
    }
}
