package dev.netstock.projection.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.events.EventData;
import dev.netstock.events.StockEvent;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.StreamCalls;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.projection.DynamoGenerations;
import dev.netstock.projection.GenerationReader;
import dev.netstock.projection.Projection;
import dev.netstock.projection.testing.InMemoryArchive;
import dev.netstock.projection.testing.RebuildSteps;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.event.StockEvents;
import dev.netstock.stock.model.RandomTrade;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The protocol, step by step, with a shop's real deltas and a projection in memory. */
class RebuildFunctionTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final List<Delta> DELTAS = new RandomTrade(1, Duration.ofSeconds(1)).run(60);
    private static final int EVENTS =
            (int) DELTAS.stream().filter(it -> StockEvents.of(it).isPresent()).count();

    private final Shop shop = Shop.open();
    private final String projections = shop.tables().createProjections();
    private final String rows = shop.tables().createMore("Rows", "key", "row");
    private final InMemoryProjection ledger = new InMemoryProjection();
    private final InMemoryArchive archive = new InMemoryArchive();
    private final RebuildFunction function = over(ledger);
    private final RebuildSteps steps = new RebuildSteps(this::invoke, this::pass);

    @BeforeEach
    void happen() {
        shop.tables()
                .fill(
                        shop.tables().names().stockDeltas(),
                        DELTAS.stream().map(DeltaCodec::encode).toList());
    }

    @Test
    void rebuild_completed_containsEveryEventOfTheDeltas() {
        int generation = steps.start("");
        assertThat(steps.replayAll(generation)).isEqualTo(EVENTS);
        steps.switchTo(generation);
        assertThat(ledger.of(2))
                .containsExactlyInAnyOrderElementsOf(
                        shop.events().stream().map(StockEvent::id).toList());
        assertThat(status().get("serving").asInt()).isEqualTo(2);
        assertThat(status().get("state").asString()).isEqualTo("SERVING");
    }

    @Test
    void start_duringABuild_returnsTheSameGeneration() {
        JsonNode first = steps.step("{'action':'start'}");
        assertThat(first.toString())
                .isEqualTo(
                        "{\"generation\":2,\"state\":\"WAITING\",\"waitSeconds\":28,\"segments\":4}");
        pass(10);
        assertThat(steps.step("{'action':'start'}").toString())
                .isEqualTo(
                        "{\"generation\":2,\"state\":\"WAITING\",\"waitSeconds\":18,\"segments\":4}");
    }

    @Test
    void replay_beforeAllConsumersWriteToIt_isRefused() {
        steps.step("{'action':'start'}");
        pass(27);
        refused(
                "{'action':'replay','generation':2,'segment':0,'cursor':null}",
                "Consumers that do not write to generation 2 yet may run until ");
        assertThat(ledger.of(2)).isEmpty();
    }

    @Test
    void replay_ofAGenerationThatIsNotBuilt_isRefused() {
        refused(
                "{'action':'replay','generation':2,'segment':0}",
                "Generation 2 is not being built");
    }

    @Test
    void replay_nearTheDeadline_returnsACursor() {
        archive.put("events/2026/11/20/a.gz", older(1_200));
        int generation = steps.start(",'archiveBefore':'2026-11-21T02:00:00Z'");
        // The object has three pages, and each call replays one, whichever segment it belongs to.
        var hasty = new RebuildSteps(request -> invoke(request, 5_200), this::pass);
        assertThat(hasty.replayAll(generation)).isEqualTo(1_200 + EVENTS);
        assertThat(ledger.applied()).isGreaterThan(3);
        assertThat(ledger.of(2)).hasSize(1_200 + EVENTS);
    }

    @Test
    void replay_whenTheTablesFailMidway_returnsTheProgress() {
        archive.put("events/2026/11/20/a.gz", older(1_200));
        var failing = new ArrayList<>(List.of(false, true));
        RebuildFunction function =
                over(
                        (generation, events, call) -> {
                            if (events.size() == 500 && failing.removeFirst()) {
                                throw new RetryLaterException("no answer", Duration.ZERO);
                            }
                            return ledger.apply(generation, events, call);
                        });
        int generation = steps.start(",'archiveBefore':'2026-11-21T02:00:00Z'");
        String request =
                "{'action':'replay','generation':2,'segment':%d,'cursor':null}"
                        .formatted(Math.floorMod("events/2026/11/20/a.gz".hashCode(), 4));
        String answer = invoke(function, request.replace('\'', '"'), 20_000);
        assertThat(answer).startsWith("{\"events\":500,\"cursor\":\"");
        assertThat(ledger.of(generation)).hasSize(500);
    }

    @Test
    void replay_eventsOnlyInTheArchive_areReadThere() {
        shop.tables().client().deleteTable(it -> it.tableName(shop.tables().names().stockDeltas()));
        Shop empty = Shop.open();
        archive.put("events/2026/11/20/a.gz", older(3));
        archive.put("events/2026/11/20/b.gz", older(5));
        archive.put("events/2026/11/21/c.gz", List.of(event("young", "2026-11-21T02:01:00Z")));
        archive.putLines("other/2026/11/20/d.gz", "nonsense");
        archive.put("events/2027/01/20/e.gz", List.of(event("late", "2026-11-20T00:00:00Z")));
        RebuildFunction function = over(ledger, empty);
        var over = new RebuildSteps(request -> invoke(function, request, 20_000), this::pass);
        over.replayAll(over.start(",'archiveBefore':'2026-11-21T02:00:00Z'"));
        assertThat(ledger.of(2)).containsExactly("old-0", "old-1", "old-2", "old-3", "old-4");
    }

    @Test
    void replay_withoutArchiveBefore_skipsArchivedEventsOfTheDeltas() {
        archive.put("events/2026/11/20/a.gz", older(3));
        steps.replayAll(steps.start(""));
        assertThat(ledger.of(2)).hasSize(EVENTS).doesNotContain("old-0");
    }

    @Test
    void replay_archivedEventWithoutADelta_isIgnored() {
        archive.put(
                "events/2026/11/20/a.gz",
                List.of(
                        new StockEvent(
                                "level",
                                Instant.parse("2026-11-20T00:00:00Z"),
                                Optional.empty(),
                                Optional.empty(),
                                new EventData.LevelChanged("A", "east", 1, 1))));
        steps.replayAll(steps.start(",'archiveBefore':'2026-11-21T02:00:00Z'"));
        assertThat(ledger.of(2)).hasSize(EVENTS);
    }

    @Test
    void replay_unreadableArchiveLine_failsAndNamesIt() {
        archive.putLines("events/2026/11/20/a.gz", "{}");
        int generation = steps.start(",'archiveBefore':'2026-11-21T02:00:00Z'");
        assertThatThrownBy(() -> steps.replayAll(generation))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Line 1 of events/2026/11/20/a.gz is not an event");
    }

    @Test
    void switch_withAnIncompleteSegment_isRefused() {
        int generation = steps.start("");
        IntStream.range(0, 3).forEach(segment -> steps.replay(generation, segment));
        refused(
                "{'action':'switch','generation':2}",
                "Not all segments of generation 2 are replayed");
        assertThat(status().get("replayed").toString()).isEqualTo("[0,1,2]");
        steps.replay(generation, 3);
        assertThat(status().get("state").asString()).isEqualTo("REPLAYED");
        steps.switchTo(generation);
        steps.switchTo(generation);
        assertThat(status().get("serving").asInt()).isEqualTo(2);
    }

    @Test
    void retire_formerGeneration_waitsAndDeletesOnlyItsRows() {
        IntStream.range(0, 60).forEach(i -> putRow("1#" + i));
        IntStream.range(0, 5).forEach(i -> putRow("2#" + i));
        putRow("11#1");
        int generation = steps.start("");
        steps.replayAll(generation);
        refused("{'action':'retire','generation':1}", "Generation 1 is serving");
        refused("{'action':'retire','generation':2}", "Generation 2 is being built");
        steps.switchTo(generation);
        assertThat(toRetire()).isEqualTo("[1]");
        Instant before = shop.clock().instant();
        assertThat(steps.retire(1)).isEqualTo(60);
        assertThat(toRetire()).isEqualTo("[]");
        assertThat(Duration.between(before, shop.clock().instant()))
                .isEqualTo(TIMEOUT.plus(GenerationReader.CACHE_TIME).plusSeconds(3));
        assertThat(shop.tables().scan(rows)).hasSize(6);
        assertThat(steps.retire(1)).isZero();
    }

    @Test
    void retire_callShorterThanTheWait_returnsACursor() {
        int generation = steps.start("");
        steps.replayAll(generation);
        steps.switchTo(generation);
        String answer = invoke("{\"action\":\"retire\",\"generation\":1}", 20_000);
        assertThat(answer).startsWith("{\"rows\":0,\"cursor\":\"");
        assertThat(toRetire()).isEqualTo("[1]");
        pass(30);
        assertThat(steps.step(answer.replace("\"rows\":0", "'action':'retire','generation':1")))
                .hasToString("{\"rows\":0,\"cursor\":null}");
    }

    @Test
    void abandon_keepsTheServingGeneration() {
        steps.start("");
        JsonNode answer = steps.step("{'action':'abandon'}");
        assertThat(answer.toString())
                .isEqualTo("{\"serving\":1,\"toRetire\":[2],\"state\":\"SERVING\"}");
        assertThat(steps.start("")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | ``",
                "[] | ``",
                "{} | /action",
                "{'action':'go'} | /action",
                "{'action':'start','more':1} | /more",
                "{'action':'start','archiveBefore':'2026'} | /archiveBefore",
                "{'action':'replay','segment':0} | /generation",
                "{'action':'replay','generation':2} | /segment",
                "{'action':'replay','generation':2,'segment':4} | /segment",
                "{'action':'replay','generation':2,'segment':0,'cursor':'x'} | /cursor",
                "{'action':'replay','generation':2,'segment':0,'cursor':7} | /cursor",
                "{'action':'switch','generation':'2'} | /generation",
                "{'action':'retire','generation':2,'cursor':'YXJjaGl2ZQ'} | /cursor",
                "{'action':'status','generation':2} | /generation"
            })
    void answer_invalidRequest_pointsAtTheError(String request, String pointer) {
        refused(
                request,
                "The request was not processed. Correct these errors: \"" + pointer + "\": ");
    }

    @Test
    void answer_severalErrors_reportsAll() {
        refused(
                "{'action':'replay','generation':0,'segment':9,'other':1}",
                "The request was not processed. Correct these errors: \"/generation\": Must be an"
                    + " integer from 1 to 1000000. \"/segment\": Must be an integer from 0 to 3."
                    + " \"/other\": Unknown member.");
    }

    @Test
    void answer_successful_reportsMetrics() {
        int generation = steps.start("");
        List<String> lines = Output.of(() -> steps.replay(generation, 0));
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"Replayed\":", "\"Outcome\":\"replay\"", "\"Operation\":\"rebuild\"");
    }

    private void refused(String request, String reason) {
        assertThatThrownBy(() -> steps.step(request))
                .isInstanceOf(RebuildRefusedException.class)
                .hasMessageStartingWith(reason);
    }

    private JsonNode status() {
        return steps.step("{'action':'status'}");
    }

    private String toRetire() {
        return status().get("toRetire").toString();
    }

    private void pass(long seconds) {
        shop.clock().advance(Duration.ofSeconds(seconds));
    }

    private void putRow(String key) {
        shop.tables()
                .client()
                .putItem(
                        it ->
                                it.tableName(rows)
                                        .item(
                                                Map.of(
                                                        "key", AttributeValue.fromS(key),
                                                        "row", AttributeValue.fromS("r"))));
    }

    private static List<StockEvent> older(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> event("old-" + i, "2026-11-20T00:00:00Z"))
                .toList();
    }

    private static StockEvent event(String id, String time) {
        return new StockEvent(
                id,
                Instant.parse(time),
                Optional.empty(),
                Optional.empty(),
                new EventData.Confirmed("o", 1, "storefront", List.of()));
    }

    private RebuildFunction over(Projection projection) {
        return over(projection, shop);
    }

    private RebuildFunction over(Projection projection, Shop past) {
        var client = shop.tables().client();
        var retries = DynamoNetStock.retries((_, _) -> {});
        var replay =
                new EventReplay(
                        projection,
                        Duration.ofDays(400),
                        new DynamoDeltas(client, past.tables().names().stockDeltas()),
                        archive,
                        retries);
        var timing =
                new RebuildFlow.Timing(
                        TIMEOUT, Duration.ofDays(393), shop.clock(), shop.clock()::advance);
        return new RebuildFunction(
                "rebuild",
                new RebuildFlow(
                        "test",
                        new DynamoGenerations(client, projections),
                        replay,
                        new DynamoGenerationRows(client, rows, "key", "row"),
                        timing),
                new Telemetry("test", new FailureTally()));
    }

    private String invoke(String request) {
        return invoke(request, 60_000);
    }

    private String invoke(String request, int millis) {
        return invoke(function, request, millis);
    }

    private static String invoke(RebuildFunction function, String request, int millis) {
        return StreamCalls.invoke(function::answer, request, TestContext.withTimeLeft(millis));
    }
}
