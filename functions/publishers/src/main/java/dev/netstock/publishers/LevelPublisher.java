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
import dev.netstock.publishers.LevelEvents.TakesTold;
import dev.netstock.publishers.LevelEvents.Told;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.event.ItemChange;
import dev.netstock.stock.level.ItemLevel;
import dev.netstock.stock.level.ShardTotals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells the changes of items: levels to everybody and, in their order, to replenishment; oversells
 * to everybody; takes to the sweep; heat to the shards. Thread-safe.
 *
 * @param outlets where to
 * @param summing reads the levels of SKUs whose units are spread over several items
 * @param meter measures how often items change
 */
record LevelPublisher(LevelDestinations outlets, ShardTotals summing, HeatMeter meter) {
    private static final int OUTLETS = 4;

    LevelPublisher(LevelDestinations outlets, ShardTotals summing) {
        this(outlets, summing, new HeatMeter());
    }

    /**
     * What of a batch was told.
     *
     * @param news what there was to tell
     * @param missing the sequence numbers of the records whose news are missing somewhere
     */
    record Published(LevelEvents news, UnsentMessages missing) {}

    /**
     * Tells the changes of a batch; what is told twice has the same id.
     *
     * @throws RetryLaterException if a level could not be read within the call's deadline
     */
    Published publish(StreamBatch<ItemChange> batch, Call call) {
        var news =
                new LevelEvents(
                        levels(ChangedPlace.of(batch), call),
                        LevelEvents.oversold(batch),
                        LevelEvents.takes(batch),
                        meter.heat(batch));
        Set<String> later = new HashSet<>();
        Map<String, String> refused = new HashMap<>();
        Parallel.upTo(OUTLETS)
                .<UnsentMessages>run(
                        List.of(
                                () -> toTopic(news, call),
                                () -> toReplenishment(news.levels(), call),
                                () -> toSweep(news.takes(), call),
                                () -> toShards(news.heat(), call)))
                .forEach(
                        unsent -> {
                            later.addAll(unsent.later());
                            refused.putAll(unsent.refused());
                        });
        return new Published(news, new UnsentMessages(later, refused));
    }

    private List<Told> levels(List<ChangedPlace> places, Call call) {
        Map<Boolean, List<ChangedPlace>> bySpread =
                places.stream().collect(partitioningBy(ChangedPlace::isSpread));
        List<Told> levels = new ArrayList<>(sums(bySpread.getOrDefault(true, List.of()), call));
        bySpread.getOrDefault(false, List.of()).stream()
                .map(place -> LevelEvents.level(place, place.ownLevel()))
                .forEach(levels::add);
        return levels;
    }

    private List<Told> sums(List<ChangedPlace> places, Call call) {
        if (places.isEmpty()) {
            return List.of();
        }
        Map<ItemKey, ItemLevel> levels = new HashMap<>();
        summing.levels(places.stream().map(ChangedPlace::firstItem).toList(), call)
                .forEach(level -> levels.put(ItemKey.of(level.sku(), level.location()), level));
        return places.stream()
                .flatMap(
                        place ->
                                Optional.ofNullable(levels.get(place.firstItem()))
                                        .map(level -> LevelEvents.level(place, level))
                                        .stream())
                .toList();
    }

    private UnsentMessages toTopic(LevelEvents news, Call call) {
        List<Told> told = Stream.concat(news.levels().stream(), news.oversold().stream()).toList();
        List<StockEvent> events = told.stream().map(Told::event).toList();
        return outlets.topic().publishEach(events, call).of(LevelEvents.origins(told));
    }

    private UnsentMessages toReplenishment(List<Told> levels, Call call) {
        List<QueuedMessage> messages =
                levels.stream().map(level -> message(level.event())).toList();
        return outlets.levels().sendEach(messages, call).of(LevelEvents.origins(levels));
    }

    private UnsentMessages toSweep(List<TakesTold> takes, Call call) {
        return outlets.sweep().sendEach(takes.stream().map(TakesTold::message).toList(), call);
    }

    /** Heat that is not told now is told in a second: no record comes again for it. */
    private UnsentMessages toShards(List<Heat> heat, Call call) {
        outlets.shards().heat(heat, call);
        return UnsentMessages.NOTHING;
    }

    private static QueuedMessage message(StockEvent level) {
        var item = (OfOneItem) level.data();
        return QueuedMessage.inGroup(
                item.sku() + "#" + item.location(), level.id(), EventJson.write(level));
    }
}
