package dev.netstock.publishers;

import static java.util.stream.Collectors.toMap;

import dev.netstock.events.EventData.Oversold;
import dev.netstock.events.Heat;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.TakesJson;
import dev.netstock.platform.call.Batches;
import dev.netstock.platform.messaging.QueuedMessage;
import dev.netstock.stock.event.ItemChange;
import dev.netstock.stock.event.OpenTakes;
import dev.netstock.stock.event.StockEvents;
import dev.netstock.stock.level.ItemLevel;
import dev.netstock.stock.sweep.OpenTake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a batch of changes has to say.
 *
 * @param levels the last level of each SKU and location
 * @param oversold each change by which more was promised than there is
 * @param takes each take, in messages that fit a queue
 * @param heat items that change faster than they should
 */
record LevelEvents(List<Told> levels, List<Told> oversold, List<TakesTold> takes, List<Heat> heat) {
    /** A take is at most 300 bytes: so many stay far below the 256 KiB of a message. */
    private static final int TAKES_MAX = 500;

    LevelEvents {
        levels = List.copyOf(levels);
        oversold = List.copyOf(oversold);
        takes = List.copyOf(takes);
        heat = List.copyOf(heat);
    }

    /**
     * An event.
     *
     * @param sequenceNumber of the record that it comes from
     */
    record Told(StockEvent event, String sequenceNumber) {}

    /**
     * Some takes.
     *
     * @param sequenceNumber of the first record that they come from, which is the message's id too
     */
    record TakesTold(List<OpenTake> takes, String sequenceNumber) {
        QueuedMessage message() {
            return QueuedMessage.of(sequenceNumber, TakesJson.write(OpenTakes.message(takes)));
        }
    }

    private record TakeMade(OpenTake take, String sequenceNumber) {}

    /** How many more units were promised than there are. */
    long oversoldUnits() {
        return oversold.stream()
                .map(told -> told.event().data())
                .mapToLong(data -> data instanceof Oversold one ? one.units() : 0)
                .sum();
    }

    static Told level(ChangedPlace place, ItemLevel level) {
        return new Told(StockEvents.of(level, place.at()), place.sequenceNumber());
    }

    static List<Told> oversold(StreamBatch<ItemChange> batch) {
        List<Told> oversold = new ArrayList<>();
        for (StreamBatch.Entry<ItemChange> entry : batch.entries()) {
            StockEvents.oversold(entry.content())
                    .ifPresent(event -> oversold.add(new Told(event, entry.sequenceNumber())));
        }
        return oversold;
    }

    static List<TakesTold> takes(StreamBatch<ItemChange> batch) {
        List<TakeMade> made = new ArrayList<>();
        for (StreamBatch.Entry<ItemChange> entry : batch.entries()) {
            OpenTake.of(entry.content().after())
                    .ifPresent(take -> made.add(new TakeMade(take, entry.sequenceNumber())));
        }
        return Batches.of(made, TAKES_MAX).stream()
                .map(
                        some ->
                                new TakesTold(
                                        some.stream().map(TakeMade::take).toList(),
                                        some.getFirst().sequenceNumber()))
                .toList();
    }

    /** The first records that the events come from, by the events' ids. */
    static Map<String, String> origins(List<Told> told) {
        return told.stream()
                .collect(toMap(one -> one.event().id(), Told::sequenceNumber, (first, _) -> first));
    }
}
