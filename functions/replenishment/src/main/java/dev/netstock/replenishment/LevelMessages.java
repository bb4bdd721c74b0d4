package dev.netstock.replenishment;

import dev.netstock.events.EventData.LevelChanged;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;
import dev.netstock.projection.GenerationReader;
import dev.netstock.projection.Generations;
import dev.netstock.projection.UnfinishedGeneration;
import dev.netstock.replenishment.watch.Level;
import dev.netstock.replenishment.watch.LevelResult;
import dev.netstock.replenishment.watch.LevelWatch;
import dev.netstock.replenishment.watch.ReportedLevel;
import dev.netstock.replenishment.watch.ThresholdCrossing;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Processes the levels in a batch of messages; ignores other events. Thread-safe. */
final class LevelMessages implements QueueWork<ReceivedEvent> {
    private final GenerationReader generations;
    private final LevelWatch watch;

    LevelMessages(GenerationReader generations, LevelWatch watch) {
        this.generations = generations;
        this.watch = watch;
    }

    @Override
    public BatchResult handle(List<Message<ReceivedEvent>> messages, Call call) {
        List<ReportedLevel> levels =
                messages.stream().flatMap(message -> level(message).stream()).toList();
        if (levels.isEmpty()) {
            return BatchResult.all(Map.of());
        }
        Generations now = generations.current(call);
        LevelResult result =
                watch.process(
                        now.serving(),
                        now.building().map(UnfinishedGeneration::generation),
                        levels,
                        call);
        return new BatchResult(failed(messages, result.failed()), counts(levels, result));
    }

    private static Optional<ReportedLevel> level(Message<ReceivedEvent> message) {
        return message.body().known().flatMap(LevelMessages::level);
    }

    private static Optional<ReportedLevel> level(StockEvent event) {
        return event.data() instanceof LevelChanged changed
                ? Optional.of(
                        new ReportedLevel(
                                ItemKey.of(
                                        new Sku(changed.sku()), new Location(changed.location())),
                                new Level(changed.total(), changed.version()),
                                event.time()))
                : Optional.empty();
    }

    private static Set<String> failed(List<Message<ReceivedEvent>> messages, Set<ItemKey> items) {
        return messages.stream()
                .filter(
                        message ->
                                level(message)
                                        .map(ReportedLevel::item)
                                        .filter(items::contains)
                                        .isPresent())
                .map(Message::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, Long> counts(List<ReportedLevel> levels, LevelResult result) {
        long low = result.published().stream().filter(ThresholdCrossing::isLow).count();
        return Map.of(
                "LevelsSeen",
                (long) levels.size(),
                "Stale",
                result.stale(),
                "StockLow",
                low,
                "Requested",
                low,
                "Recovered",
                result.published().size() - low);
    }
}
