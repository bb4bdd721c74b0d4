package dev.netstock.places;

import dev.netstock.events.EventData.LocationChanged;
import dev.netstock.events.EventType;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Channel;
import dev.netstock.stock.place.Place;
import dev.netstock.stock.place.PlaceTable;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.place.SalesChannel;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Reads and changes locations and channels. Thread-safe. */
final class PlaceCommands {
    private static final int ROUNDS_MAX = 10;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final PlaceTable table;
    private final EventPublisher topic;
    private final InstantSource clock;
    private final AtomicReference<Optional<PlaceTable.Reading>> known =
            new AtomicReference<>(Optional.empty());

    /**
     * @param table where they are stored
     * @param topic the topic of all events
     * @param clock the time of day
     */
    PlaceCommands(PlaceTable table, EventPublisher topic, InstantSource clock) {
        this.table = table;
        this.topic = topic;
        this.clock = clock;
    }

    /**
     * All locations and channels, strongly consistent.
     *
     * @throws RetryLaterException if the table did not answer within the call's deadline
     */
    Places read(Call call) {
        PlaceTable.Reading reading = table.read(known.get(), call);
        known.set(Optional.of(reading));
        return reading.places();
    }

    /**
     * Stores a location, and publishes it. Repeating it changes only when it was stated, and
     * publishes it again.
     *
     * @return the stored location; empty if there are too many
     * @throws RetryLaterException if it was not stored and published in time; it may be stored
     */
    Optional<Place> replace(Place wanted, Call call) {
        for (int round = 1; round <= ROUNDS_MAX; round++) {
            Places now = read(call);
            Optional<Place> before = now.location(wanted.location());
            if (before.isEmpty() && now.locations().size() >= Places.LOCATIONS_MAX) {
                return Optional.empty();
            }
            Place next = wanted.after(before);
            if (table.write(next, now, call)) {
                publish(now.version() == 0 ? read(call).locations() : List.of(next), call);
                return Optional.of(next);
            }
        }
        throw new RetryLaterException("Others keep changing locations and channels", RETRY_AFTER);
    }

    /**
     * Stores a channel. Repeating it changes nothing.
     *
     * @param change its new settings, by those it has
     * @return the stored channel; empty if there are too many
     * @throws RetryLaterException if it was not stored in time; it may be stored
     */
    Optional<SalesChannel> replace(Channel channel, UnaryOperator<SalesChannel> change, Call call) {
        for (int round = 1; round <= ROUNDS_MAX; round++) {
            Places now = read(call);
            SalesChannel before = now.channel(channel);
            SalesChannel wanted = change.apply(before);
            if (before.version() > 0 && before.equals(wanted.withVersion(before.version()))) {
                return Optional.of(before);
            }
            if (before.version() == 0 && now.channels().size() >= Places.CHANNELS_MAX) {
                return Optional.empty();
            }
            SalesChannel next = wanted.withVersion(before.version() + 1);
            if (table.write(next, now, call)) {
                if (now.version() == 0) {
                    publish(read(call).locations(), call);
                }
                return Optional.of(next);
            }
        }
        throw new RetryLaterException("Others keep changing locations and channels", RETRY_AFTER);
    }

    /**
     * Publishes all locations as they are: a file may have changed any of them.
     *
     * @throws RetryLaterException if not all were published in time
     */
    void publishAll(Call call) {
        publish(read(call).locations(), call);
    }

    private void publish(Iterable<Place> places, Call call) {
        var events = new ArrayList<StockEvent>();
        places.forEach(place -> events.add(event(place, call)));
        if (!topic.publish(events, call).isEmpty()) {
            throw new RetryLaterException(
                    "The change is stored, but could not be published in time", RETRY_AFTER);
        }
    }

    private StockEvent event(Place place, Call call) {
        var changed =
                new LocationChanged(
                        place.location().value(),
                        place.name(),
                        place.sellsOnline(),
                        place.version());
        return new StockEvent(
                String.join(
                        "#",
                        EventType.LOCATION_CHANGED.text(),
                        changed.location(),
                        Long.toString(changed.version())),
                clock.instant(),
                Optional.of(call.traceId()).filter(trace -> !trace.isEmpty()),
                Optional.of(call.who()).filter(who -> !who.isEmpty()),
                changed);
    }
}
