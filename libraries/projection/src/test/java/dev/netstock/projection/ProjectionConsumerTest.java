package dev.netstock.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.EventData;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.SettableClock;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class ProjectionConsumerTest {
    private static final Generations BUILDING =
            Generations.FIRST.begun(
                    new UnfinishedGeneration(
                            2, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, 4, Set.of(3, 1)));

    private final LocalTables tables = LocalTables.create();
    private final SettableClock clock = new SettableClock();
    private final DynamoGenerations table =
            new DynamoGenerations(tables.client(), tables.createProjections());
    private final GenerationReader generations =
            new GenerationReader("test", table, DynamoNetStock.retries((_, _) -> {}), clock);
    private final List<String> written = new ArrayList<>();
    private final ProjectionConsumer projecting =
            new ProjectionConsumer(
                    generations,
                    (generation, events, _) -> {
                        events.forEach(event -> written.add(generation + " " + event.id()));
                        return Map.of("Written", (long) generation);
                    });

    @Test
    void handle_withoutABuild_writesIntoTheServingGeneration() {
        BatchResult handled = handle(json("a"), json("b"));
        assertThat(written).containsExactly("1 a", "1 b");
        assertThat(handled).isEqualTo(BatchResult.all(Map.of("Events", 2L, "Written", 1L)));
    }

    @Test
    void handle_duringABuild_writesIntoBothGenerationsFromItsStart() {
        handle(json("a"));
        table.write("test", BUILDING);
        clock.advance(GenerationReader.CACHE_TIME);
        BatchResult handled = handle(json("b"));
        assertThat(written).containsExactly("1 a", "1 b", "2 b");
        assertThat(handled.counts()).containsEntry("Written", 1L);
    }

    @Test
    void handle_withinSecondsOfAnotherCall_doesNotReadTheGenerationsAgain() {
        handle(json("a"));
        table.write("test", BUILDING);
        clock.advance(GenerationReader.CACHE_TIME.minusMillis(1));
        handle(json("b"));
        assertThat(written).containsExactly("1 a", "1 b");
    }

    /** A snapshot may be restored on a machine whose clock is behind. */
    @Test
    void current_afterTheClockWasSetBack_isReadAgain() {
        assertThat(generations.serving(Shop.call())).isEqualTo(1);
        table.write("test", BUILDING);
        table.write("test", BUILDING.settled(2, Instant.EPOCH));
        clock.advance(Duration.ofMillis(-1));
        assertThat(generations.serving(Shop.call())).isEqualTo(2);
    }

    @Test
    void handle_unknownEventType_isIgnored() {
        assertThat(handle("{\"specversion\":\"1.0\",\"type\":\"stock.moved\"}").failed()).isEmpty();
        assertThat(written).isEmpty();
    }

    @Test
    void read_messageThatIsNotAnEvent_isEmpty() {
        assertThat(EventJson.readMessage("{}")).isEmpty();
        assertThat(EventJson.readMessage("nonsense")).isEmpty();
    }

    @Test
    void serving_afterAChange_isNoticedWithinSeconds() {
        assertThat(generations.serving(Shop.call())).isEqualTo(1);
        table.write("test", BUILDING);
        table.write("test", BUILDING.settled(2, Instant.EPOCH));
        clock.advance(GenerationReader.CACHE_TIME.minusMillis(1));
        assertThat(generations.serving(Shop.call())).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(generations.serving(Shop.call())).isEqualTo(2);
    }

    @Test
    void write_withAnOutdatedVersion_changesNothing() {
        assertThat(table.write("test", BUILDING)).isTrue();
        assertThat(table.write("test", BUILDING)).isFalse();
        assertThat(table.read("test")).isEqualTo(BUILDING);
        Generations changed = BUILDING.settled(2, Instant.parse("2026-11-21T02:03:04.567Z"));
        assertThat(table.write("test", changed)).isTrue();
        assertThat(table.write("test", BUILDING.replayed(0))).isFalse();
        assertThat(table.read("test")).isEqualTo(changed);
    }

    private BatchResult handle(String... bodies) {
        List<Message<ReceivedEvent>> messages = new ArrayList<>();
        for (String body : bodies) {
            messages.add(
                    new Message<>(
                            "m" + messages.size(),
                            Optional.empty(),
                            EventJson.readMessage(body).orElseThrow()));
        }
        return projecting.handle(messages, Shop.call());
    }

    private static String json(String id) {
        return EventJson.write(
                new StockEvent(
                        id,
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.empty(),
                        new EventData.Confirmed("o", 1, "storefront", List.of())));
    }
}
