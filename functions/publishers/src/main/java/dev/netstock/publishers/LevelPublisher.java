package dev.netstock.publishers;

import static java.util.stream.Collectors.partitioningBy;

import dev.netstock.events.EventData.OfOneItem;
import dev.netstock.events.Heat;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.messaging.QueuedMessage;
import dev.netstock.platform.messaging.UnsentMessages;
import dev.netstock.platform.stream.StreamBatch;
import dev.netstock.publishers.LevelEvents.PublishableEvent;
import dev.netstock.publishers.LevelEvents.RecordedTake;
import dev.netstock.publishers.LevelEvents.TakesBatch;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.event.ItemChange;
import dev.netstock.stock.level.ItemLevel;
import dev.netstock.stock.level.ShardTotals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Publishes the changes of items: levels to the topic; watched levels, in order, to replenishment;
 * oversells to the topic; takes that are not claimed yet to the sweep; heat to the shards function.
 * Thread-safe.
 *
 * @param destinations the destinations
 * @param totals reads the levels of SKUs whose units are spread over several items
 * @param lookup finds claims and settings
 * @param meter measures the write rate of items
 */
record LevelPublisher(
        LevelDestinations destinations,
        ShardTotals totals,
        DynamoWorkLookup lookup,
        HeatMeter meter) {
    private static final int DESTINATIONS = 4;

    LevelPublisher(LevelDestinations destinations, ShardTotals totals, DynamoWorkLookup lookup) {
        this(destinations, totals, lookup, new HeatMeter());
    }

    /**
     * The result of publishing a batch.
     *
     * @param events the events and messages of the batch
     * @param unsent the sequence numbers of the records with unsent messages
     */
    record Published(LevelEvents events, UnsentMessages unsent) {}

    /**
     * Publishes the changes of a batch. A repeated event has the same ID.
     *
     * @throws RetryLaterException if a level, a claim or settings could not be read within the
     *     call's deadline
     */
    Published publish(StreamBatch<ItemChange> batch, Call call) {
        LevelEvents found = found(batch, call);
        UnsentMessages unsent =
                Parallel.upTo(DESTINATIONS)
                        .<UnsentMessages>run(
                                List.of(
                                        () -> toTopic(found, call),
                                        () -> toReplenishment(found.watched(), call),
                                        () -> toSweep(found.takes(), call),
                                        () -> toShards(found.heat(), call)))
                        .stream()
                        .reduce(UnsentMessages.NOTHING, UnsentMessages::and);
        return new Published(found, unsent);
    }

    private LevelEvents found(StreamBatch<ItemChange> batch, Call call) {
        List<PublishableEvent> levels = levels(ChangedLevel.of(batch), call);
        List<RecordedTake> takes = LevelEvents.takes(batch);
        DynamoWorkLookup.Found work =
                lookup.find(
                        takes.stream().map(RecordedTake::take).toList(),
                        levels.stream().map(level -> item(level).sku()).distinct().toList(),
                        call);
        return new LevelEvents(
                levels,
                levels.stream().filter(level -> work.isWatched(item(level))).toList(),
                LevelEvents.oversold(batch),
                LevelEvents.batches(
                        takes.stream().filter(recorded -> work.isOpen(recorded.take())).toList()),
                meter.heat(batch));
    }

    private List<PublishableEvent> levels(List<ChangedLevel> changes, Call call) {
        Map<Boolean, List<ChangedLevel>> bySpread =
                changes.stream().collect(partitioningBy(ChangedLevel::isSpread));
        List<PublishableEvent> levels =
                new ArrayList<>(sums(bySpread.getOrDefault(true, List.of()), call));
        bySpread.getOrDefault(false, List.of()).stream()
                .map(changed -> LevelEvents.level(changed, changed.ownLevel()))
                .forEach(levels::add);
        return levels;
    }

    private List<PublishableEvent> sums(List<ChangedLevel> changes, Call call) {
        if (changes.isEmpty()) {
            return List.of();
        }
        Map<ItemKey, ItemLevel> levels = new HashMap<>();
        totals.levels(changes.stream().map(ChangedLevel::firstItem).toList(), call)
                .forEach(level -> levels.put(ItemKey.of(level.sku(), level.location()), level));
        return changes.stream()
                .flatMap(
                        changed ->
                                Optional.ofNullable(levels.get(changed.firstItem()))
                                        .map(level -> LevelEvents.level(changed, level))
                                        .stream())
                .toList();
    }

    private UnsentMessages toTopic(LevelEvents found, Call call) {
        List<PublishableEvent> published =
                Stream.concat(found.levels().stream(), found.oversold().stream()).toList();
        List<StockEvent> events = published.stream().map(PublishableEvent::event).toList();
        return destinations.topic().publishEach(events, call).of(LevelEvents.origins(published));
    }

    private UnsentMessages toReplenishment(List<PublishableEvent> levels, Call call) {
        List<QueuedMessage> messages =
                levels.stream().map(level -> message(level.event())).toList();
        return destinations.levels().sendEach(messages, call).of(LevelEvents.origins(levels));
    }

    private UnsentMessages toSweep(List<TakesBatch> takes, Call call) {
        return destinations
                .sweep()
                .sendEach(takes.stream().map(TakesBatch::message).toList(), call);
    }

    /** A report of heat is not retried: the next one follows within a second. */
    private UnsentMessages toShards(List<Heat> heat, Call call) {
        destinations.shards().heat(heat, call);
        return UnsentMessages.NOTHING;
    }

    private static ItemKey item(PublishableEvent level) {
        var item = (OfOneItem) level.event().data();
        return ItemKey.of(new Sku(item.sku()), new Location(item.location()));
    }

    private static QueuedMessage message(StockEvent level) {
        var item = (OfOneItem) level.data();
        return QueuedMessage.inGroup(
                item.sku() + "#" + item.location(), level.id(), EventJson.write(level));
    }
}
