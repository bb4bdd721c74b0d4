package dev.netstock.replenishment;

import dev.netstock.events.EventData.LevelChanged;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.queue.Handled;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;
import dev.netstock.projection.Building;
import dev.netstock.projection.Generations;
import dev.netstock.projection.ReadingGenerations;
import dev.netstock.replenishment.watch.Level;
import dev.netstock.replenishment.watch.LevelTold;
import dev.netstock.replenishment.watch.Turn;
import dev.netstock.replenishment.watch.Watched;
import dev.netstock.replenishment.watch.Watching;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hears the levels that a batch of messages tells of; other events are overlooked. Thread-safe.
 *
 * @param generations which generations there are
 * @param watching hears levels
 */
record LevelMessages(ReadingGenerations generations, Watching watching)
        implements QueueWork<ReceivedEvent> {
    @Override
    public Handled handle(List<Message<ReceivedEvent>> messages, Call call) {
        List<LevelTold> levels =
                messages.stream().flatMap(message -> level(message).stream()).toList();
        if (levels.isEmpty()) {
            return Handled.all(Map.of());
        }
        Generations now = generations.current(call);
        Watched watched =
                watching.hear(
                        now.serving(), now.building().map(Building::generation), levels, call);
        return new Handled(failed(messages, watched.left()), counts(levels, watched));
    }

    private static Optional<LevelTold> level(Message<ReceivedEvent> message) {
        return message.body().known().flatMap(LevelMessages::level);
    }

    private static Optional<LevelTold> level(StockEvent event) {
        return event.data() instanceof LevelChanged changed
                ? Optional.of(
                        new LevelTold(
                                ItemKey.of(
                                        new Sku(changed.sku()), new Location(changed.location())),
                                new Level(changed.available(), changed.version()),
                                event.time()))
                : Optional.empty();
    }

    private static Set<String> failed(List<Message<ReceivedEvent>> messages, Set<ItemKey> left) {
        return messages.stream()
                .filter(
                        message ->
                                level(message)
                                        .map(LevelTold::item)
                                        .filter(left::contains)
                                        .isPresent())
                .map(Message::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, Long> counts(List<LevelTold> levels, Watched watched) {
        long low = watched.told().stream().filter(Turn::isLow).count();
        return Map.of(
                "LevelsSeen",
                (long) levels.size(),
                "Stale",
                watched.stale(),
                "StockLow",
                low,
                "Requested",
                low,
                "Recovered",
                watched.told().size() - low);
    }
}
