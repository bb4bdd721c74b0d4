package dev.netstock.audit;

import static dev.netstock.audit.TestLog.NOON;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.netstock.events.SampleEvents;
import dev.netstock.platform.audit.AuditEntry;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.testing.LocalTables;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

class AuditHandlerTest {
    private static final ApiDescription API = ApiDescription.read();

    private final TestLog log = TestLog.create();

    @Test
    void read_returnsEachActOnceWithItsResultNewestFirst() {
        log.act(NOON.minusSeconds(60), "mika", "replaceSettings", "A");
        log.begin(NOON.minusSeconds(30), "ren", "release", "o-1");

        Reply reply = log.read("");

        assertThat(reply.body().get("acts")).hasSize(2);
        assertThat(reply.at("/acts/0/who/name")).isEqualTo("ren");
        assertThat(reply.body().at("/acts/0/result").isMissingNode()).isTrue();
        assertThat(reply.at("/acts/1/action")).isEqualTo("replaceSettings");
        assertThat(reply.at("/acts/1/targets/0")).isEqualTo("A");
        assertThat(reply.at("/acts/1/before/n")).isEqualTo("1");
        assertThat(reply.at("/acts/1/result/after/n")).isEqualTo("2");
        assertThat(reply.at("/acts/1/result/status")).isEqualTo("200");
        assertThat(API.faults(AuditHandler.ROUTE, reply.answer())).isEmpty();
    }

    /** In Tokyo, the day begins at 15:00 UTC of the day before. */
    @Test
    void read_ofADay_returnsItsActsOfTwoUtcDays() {
        log.act(Instant.parse("2026-11-20T14:59:59.999Z"), "mika", "a", "before");
        log.act(Instant.parse("2026-11-20T15:00:00Z"), "mika", "a", "first");
        log.act(Instant.parse("2026-11-21T14:59:59.999Z"), "mika", "a", "last");
        log.act(Instant.parse("2026-11-21T15:00:00Z"), "mika", "a", "after");
        assertThat(targets(log.read("day=2026-11-21"))).containsExactly("last", "first");
        assertThat(targets(log.read(""))).containsExactly("last", "first");
        assertThat(targets(log.read("day=2026-11-22"))).containsExactly("after");
    }

    @ParameterizedTest
    @CsvSource({
        "who=mika, A C",
        "who=sub-of-mika, A C",
        "who=console, A B C",
        "who=ren&action=release, B",
        "action=release, B C",
        "target=A, A",
        "who=mika&action=release&target=C, C",
        "who=none, ''"
    })
    void read_withFilters_returnsMatchingActs(String query, String targets) {
        log.act(NOON.minusSeconds(1), "mika", "replaceSettings", "A");
        log.act(NOON.minusSeconds(2), "ren", "release", "B");
        log.act(NOON.minusSeconds(3), "mika", "release", "C");
        assertThat(String.join(" ", targets(log.read(query)))).isEqualTo(targets);
    }

    @Test
    void read_pageByPage_returnsAllActsOnce() {
        List<String> all = new ArrayList<>();
        for (int number = 0; number < 25; number++) {
            Instant at = NOON.minusSeconds(number * 3_600L % 40_000);
            if (number % 5 == 0) {
                log.begin(at, "mika", "a", "t" + number);
            } else {
                log.act(at, "mika", "a", "t" + number);
            }
            all.add("t" + number);
        }
        assertThat(pages("limit=4").stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(all);
    }

    /** A function can answer with 6 MB: a page of acts with long documents ends before. */
    @Test
    void read_ofActsWithLongDocuments_endsAPageBeforeItIsTooLarge() {
        String document = "{\"text\":\"" + "あ".repeat(59_000) + "\"}";
        for (int number = 0; number < 40; number++) {
            log.begin(NOON.minusSeconds(number), "mika", "a", "t" + number, document);
        }
        List<List<String>> pages = pages("limit=100");
        assertThat(pages.getFirst()).hasSizeBetween(30, 39);
        assertThat(pages.stream().flatMap(List::stream)).hasSize(40).doesNotHaveDuplicates();
    }

    /** A filter that matches one of many acts: pages without acts lead to it. */
    @Test
    void read_ofARareActAmongMany_findsItByItsCursors() {
        log.act(NOON.minusSeconds(5_000), "ren", "release", "rare");
        for (int number = 0; number < 1_100; number++) {
            log.act(NOON.minusSeconds(number), "till", "recordMovements", "A");
        }
        List<List<String>> pages = pages("who=ren");
        assertThat(pages.stream().flatMap(List::stream)).containsExactly("rare");
        assertThat(pages).hasSize(2);
    }

    /** The targets of the acts on each page, by following the cursors. */
    private List<List<String>> pages(String query) {
        List<List<String>> pages = new ArrayList<>();
        String cursor = "";
        do {
            Reply reply = log.read(query + cursor);
            pages.add(targets(reply));
            cursor = reply.body().has("next") ? "&cursor=" + reply.at("/next") : "";
        } while (!cursor.isEmpty());
        return pages;
    }

    /** The last request of a page may end the first of the two UTC days of a business day. */
    @Test
    void read_whenAPageEndsWithAUtcDay_returnsEachActOnce() {
        Instant midnight = Instant.parse("2026-11-21T00:00:00Z");
        log.act(midnight.minusSeconds(1), "ren", "release", "early");
        log.act(midnight, "ren", "release", "late");
        for (int number = 1; number < 950; number++) {
            log.act(midnight.plusSeconds(number), "till", "recordMovements", "A");
        }
        assertThat(pages("day=2026-11-21&who=ren").stream().flatMap(List::stream))
                .containsExactly("late", "early");
    }

    @ParameterizedTest
    @CsvSource({
        "day=today, query:/day",
        "who=, query:/who",
        "target=%00, query:/target",
        "action=1, query:/action",
        "limit=0, query:/limit",
        "limit=101, query:/limit",
        "cursor=x, query:/cursor",
        "cursor=MjAyNg, query:/cursor",
        "sku=A, query:/sku"
    })
    void read_withAnInvalidQuery_pointsAtIt(String query, String pointer) {
        Reply reply = log.read(query);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.pointers()).containsExactly(pointer);
    }

    @Test
    void read_ofTheSampleEvent_returnsItsAct() {
        log.act(NOON, "mika", "replaceSettings", "4901234567894");
        log.act(NOON, "ren", "replaceSettings", "4901234567894");
        var event = LambdaEvents.read(APIGatewayV2HTTPEvent.class, SampleEvents.json("audit/read"));
        Reply reply =
                Reply.of(
                        log.handler(log.tables().client())
                                .handleRequest(event, TestContext.create()));
        assertThat(reply.body().get("acts")).hasSize(1);
        assertThat(API.faults(AuditHandler.ROUTE, reply.answer())).isEmpty();
    }

    @Test
    void answers_ofEachKind_matchTheDescription() {
        HttpCall call = HttpCall.of(AuditHandler.ROUTE);
        Set<ApiDescription.Kind> kinds = new TreeSet<>();
        kinds.add(kind(log.handler(log.tables().client()), call));
        kinds.add(kind(log.handler(log.tables().client()), call.query("x=1")));
        kinds.add(kind(log.handler(log.tables().client()), call.body(" ".repeat(65_537))));
        kinds.add(kind(log.handler(BadClients.outOfReach()), call));
        kinds.add(kind(log.handler(BadClients.broken()), call));
        assertThat(kinds).isEqualTo(API.kinds(Set.of(AuditHandler.ROUTE)));
        assertThat(API.operation(AuditHandler.ROUTE)).isEqualTo("readAudit");
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        assertThat(
                        new AuditHandler()
                                .handleRequest(
                                        HttpCall.of(AuditHandler.ROUTE).event(),
                                        TestContext.withTimeLeft(700))
                                .getStatusCode())
                .isEqualTo(503);
    }

    /** The response is lost, and the retry finds the row. */
    @Test
    void store_whoseResponseIsLost_storesOneRow() {
        AuditEntry entry = log.begin(NOON, "mika", "a", "t");
        log.store(entry);
        assertThat(log.tables().scan(log.table())).hasSize(1);
    }

    @Test
    void store_neverReplacesARow() {
        List<PutItemRequest> puts = new ArrayList<>();
        var watched =
                LocalTables.watched(
                        request -> {
                            if (request instanceof PutItemRequest put) {
                                puts.add(put);
                            }
                        });
        AuditEntry entry = log.begin(NOON, "mika", "a", "t");
        AuditEntry forged =
                new AuditEntry(
                        entry.id(),
                        entry.at(),
                        entry.actor(),
                        "forged",
                        entry.targets(),
                        entry.traceId(),
                        entry.before(),
                        entry.result());
        log.log(watched).store(forged, TestLog.call());
        assertThat(puts).hasSize(1);
        assertThat(log.read("").at("/acts/0/action")).isEqualTo("a");
    }

    @Test
    void store_withoutTheTable_fails() {
        var entry = log.begin(NOON, "mika", "a", "t");
        assertThatThrownBy(
                        () ->
                                log.log(BadClients.outOfReach())
                                        .store(
                                                entry,
                                                new Call(
                                                        "test",
                                                        "trace",
                                                        Deadline.after(Duration.ofMillis(300)))))
                .isInstanceOf(RetryLaterException.class);
    }

    private static List<String> targets(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        return reply.body()
                .get("acts")
                .valueStream()
                .map(act -> act.at("/targets/0").asString())
                .toList();
    }

    private static ApiDescription.Kind kind(AuditHandler handler, HttpCall call) {
        Reply reply =
                Reply.of(handler.handleRequest(call.event(), TestContext.withTimeLeft(1_500)));
        assertThat(API.faults(AuditHandler.ROUTE, reply.answer())).isEmpty();
        return new ApiDescription.Kind(AuditHandler.ROUTE, reply.status(), reply.problem());
    }
}
