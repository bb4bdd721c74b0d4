package dev.netstock.publishers;

import static java.util.stream.Collectors.toMap;

import dev.netstock.events.EventData.Oversold;
import dev.netstock.events.Heat;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.TakesJson;
import dev.netstock.platform.call.Batches;
import dev.netstock.platform.messaging.QueuedMessage;
import dev.netstock.platform.stream.StreamBatch;
import dev.netstock.stock.event.ItemChange;
import dev.netstock.stock.event.OpenTakes;
import dev.netstock.stock.event.StockEvents;
import dev.netstock.stock.level.ItemLevel;
import dev.netstock.stock.sweep.OpenTake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The events and messages that result from a batch of changes.
 *
 * @param levels the last level of each SKU and location
 * @param watched those of the levels that replenishment watches
 * @param oversold each change that oversold an item
 * @param takes the takes that are not claimed yet, in batches that fit a queue message
 * @param heat items with a high write rate
 */
record LevelEvents(
        List<PublishableEvent> levels,
        List<PublishableEvent> watched,
        List<PublishableEvent> oversold,
        List<TakesBatch> takes,
        List<Heat> heat) {
    /** A take has at most 300 bytes, so a message stays far below 256 KiB. */
    private static final int TAKES_MAX = 500;

    LevelEvents {
        levels = List.copyOf(levels);
        watched = List.copyOf(watched);
        oversold = List.copyOf(oversold);
        takes = List.copyOf(takes);
        heat = List.copyOf(heat);
    }

    /**
     * An event with the position of its record.
     *
     * @param sequenceNumber the sequence number of the event's record
     */
    record PublishableEvent(StockEvent event, String sequenceNumber) {}

    /**
     * A batch of takes.
     *
     * @param sequenceNumber the sequence number of the first take's record, which is also the
     *     message's ID
     */
    record TakesBatch(List<OpenTake> takes, String sequenceNumber) {
        QueuedMessage message() {
            return QueuedMessage.of(sequenceNumber, TakesJson.write(OpenTakes.message(takes)));
        }
    }

    /**
     * A take with the position of its record.
     *
     * @param sequenceNumber the sequence number of the take's record
     */
    record RecordedTake(OpenTake take, String sequenceNumber) {}

    /** The oversold units of all events. */
    long oversoldUnits() {
        return oversold.stream()
                .map(event -> event.event().data())
                .mapToLong(data -> data instanceof Oversold one ? one.units() : 0)
                .sum();
    }

    static PublishableEvent level(ChangedLevel changed, ItemLevel level) {
        return new PublishableEvent(StockEvents.of(level, changed.at()), changed.sequenceNumber());
    }

    static List<PublishableEvent> oversold(StreamBatch<ItemChange> batch) {
        List<PublishableEvent> oversold = new ArrayList<>();
        for (StreamBatch.Entry<ItemChange> entry : batch.entries()) {
            StockEvents.oversold(entry.content())
                    .ifPresent(
                            event ->
                                    oversold.add(
                                            new PublishableEvent(event, entry.sequenceNumber())));
        }
        return oversold;
    }

    /** All takes of a batch of changes. */
    static List<RecordedTake> takes(StreamBatch<ItemChange> batch) {
        List<RecordedTake> recorded = new ArrayList<>();
        for (StreamBatch.Entry<ItemChange> entry : batch.entries()) {
            OpenTake.of(entry.content().after())
                    .ifPresent(
                            take -> recorded.add(new RecordedTake(take, entry.sequenceNumber())));
        }
        return recorded;
    }

    /** Takes in batches for the sweep. */
    static List<TakesBatch> batches(List<RecordedTake> takes) {
        return Batches.of(takes, TAKES_MAX).stream()
                .map(
                        some ->
                                new TakesBatch(
                                        some.stream().map(RecordedTake::take).toList(),
                                        some.getFirst().sequenceNumber()))
                .toList();
    }

    /** The sequence numbers of the events' records, by event ID. */
    static Map<String, String> origins(List<PublishableEvent> events) {
        return events.stream()
                .collect(
                        toMap(
                                one -> one.event().id(),
                                PublishableEvent::sequenceNumber,
                                (first, _) -> first));
    }
}
