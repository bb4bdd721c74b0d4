package dev.netstock.ledger.movements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.events.movement.Movement;
import dev.netstock.operations.job.ApprovalRule;
import dev.netstock.operations.job.DynamoJobs;
import dev.netstock.operations.job.HeldMovements;
import dev.netstock.operations.job.Job;
import dev.netstock.operations.job.JobKind;
import dev.netstock.operations.job.JobState;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.RecordedActs;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.SettableClock;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Movements that need the approval of a second person: 100 units of a SKU, 150 of a request. */
class ApprovalsTest {
    private static final ApiDescription API = ApiDescription.read();
    private static final ApprovalRule RULE = ApprovalRule.parse("100,150,24").orElseThrow();
    private static final String TILL = "storefront-1";

    private final LocalTables tables = LocalTables.create();
    private final String table = tables.createMore("Jobs", "part", "entry");
    private final SettableClock clock = new SettableClock();
    private final RecordedActs acts = new RecordedActs();
    private final List<Movement> published = new ArrayList<>();

    @Test
    void adjustment_aboveTheLimit_waits_andIsNotPublished() {
        Reply reply = send("mika", adjustment("1", "A", "east", -101));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.at("/accepted")).isEqualTo("0");
        assertThat(reply.at("/held/movements")).isEqualTo("1");
        assertThat(reply.at("/held/state")).isEqualTo("waiting");
        assertThat(API.faults(MovementsHandler.ROUTE, reply.answer())).isEmpty();
        assertThat(published).isEmpty();

        Job job = job(reply.at("/held/jobId"));
        assertThat(job.state()).isEqualTo(JobState.WAITING);
        assertThat(job.request().kind()).isEqualTo(JobKind.ADJUST);
        assertThat(job.request().units()).isEqualTo(101);
        assertThat(job.startedBy()).isEqualTo("mika");
        assertThat(job.approval().orElseThrow().asker()).isEqualTo("sub-of-mika");
        assertThat(job.approval().orElseThrow().expiresAt())
                .isEqualTo(job.startedAt().plus(Duration.ofHours(24)));
        HeldMovements held = jobs().movements(job, Shop.call()).orElseThrow();
        assertThat(held.source()).isEqualTo("/clerk");
        Movement movement = held.movements().getFirst();
        assertThat(movement.units()).isEqualTo(-101);
        assertThat(movement.source()).isEqualTo("/clerk");
        assertThat(movement.reason().orElseThrow().note()).contains("名札違い");
        assertThat(movement.reason().orElseThrow().by()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "A, east, -100, B, east, 50", // each within the limit, and both
        "A, east, -60, A, west, 60",
    })
    void adjustments_withinTheLimits_arePublished(
            String sku, String location, int units, String other, String elsewhere, int more) {
        Reply reply =
                send(
                        "mika",
                        adjustment("1", sku, location, units),
                        adjustment("2", other, elsewhere, more));
        assertThat(reply.at("/accepted")).isEqualTo("2");
        assertThat(reply.body().has("held")).isFalse();
        assertThat(published).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "A, east, -60, A, east, 41", // signs do not cancel each other
        "A, east, 100, B, east, 51", // the sum of the request
    })
    void adjustments_thatExceedALimitTogether_waitTogether(
            String sku, String location, int units, String other, String elsewhere, int more) {
        Reply reply =
                send(
                        "mika",
                        adjustment("1", sku, location, units),
                        adjustment("2", other, elsewhere, more));
        assertThat(reply.at("/held/movements")).isEqualTo("2");
        assertThat(published).isEmpty();
    }

    /** A till must not wait for a person. */
    @Test
    void otherMovementsOfAMachine_arePublishedAtOnce() {
        Reply reply =
                send(
                        TILL,
                        movement("1", "receipt", "A", "east", 5_000, ""),
                        adjustment("2", "A", "east", 101),
                        movement("3", "sale", "B", "east", 1, ""));
        assertThat(reply.at("/accepted")).isEqualTo("2");
        assertThat(reply.at("/held/movements")).isEqualTo("1");
        assertThat(published).extracting(Movement::movementId).containsExactly("1", "3");
        assertThat(API.faults(MovementsHandler.ROUTE, reply.answer())).isEmpty();
        assertThat(job(reply.at("/held/jobId")).approval().orElseThrow().asker()).isEqualTo(TILL);
    }

    /** Otherwise an adjustment could be called a receipt. */
    @ParameterizedTest
    @ValueSource(strings = {"receipt", "return", "transfer", "sale"})
    void anyMovementOfAPerson_countsAsAnAdjustment(String kind) {
        Reply reply = send("mika", movement("1", kind, "A", "east", 101, ""));
        assertThat(reply.at("/held/movements")).isEqualTo("1");
        assertThat(published).isEmpty();
    }

    @Test
    void request_thatIsRepeated_asksOnce_andLearnsTheDecision() {
        String movement = adjustment("1", "A", "east", -101);
        String id = send("mika", movement).at("/held/jobId");
        assertThat(send("mika", movement).at("/held/jobId")).isEqualTo(id);
        assertThat(jobs().all(Shop.call())).hasSize(1);
        assertThat(send("mika", adjustment("1", "A", "east", -102)).at("/held/jobId"))
                .isNotEqualTo(id);
        clock.advance(Duration.ofHours(24));
        assertThat(send("mika", movement).at("/held/state")).isEqualTo("expired");
        assertThat(published).isEmpty();
    }

    @Test
    void heldMovements_areAudited_withTheirJob() {
        String id = send("mika", adjustment("1", "A", "east", -101)).at("/held/jobId");
        assertThat(acts.ended().targets()).containsExactly(id, "A");
        assertThat(acts.ended().result().orElseThrow().after().orElseThrow())
                .contains("\"accepted\":0", "\"state\":\"waiting\"", "名札違い");
    }

    /** 500 movements with long notes fit into a row. */
    @Test
    void largestRequest_fitsIntoARow() {
        String note = "在".repeat(100);
        String[] all =
                IntStream.range(0, 450)
                        .mapToObj(it -> adjustment("m-" + it, "SKU-" + it, "east", 1, note))
                        .toArray(String[]::new);
        Reply reply = send("mika", all);
        assertThat(reply.at("/held/movements")).isEqualTo("450");
        Job job = job(reply.at("/held/jobId"));
        assertThat(jobs().movements(job, Shop.call()).orElseThrow().movements()).hasSize(450);
    }

    @Test
    void withoutTheTable_nothingIsAccepted() {
        Reply reply =
                send(
                        BadClients.outOfReach(),
                        TestContext.withTimeLeft(700),
                        "mika",
                        adjustment("1", "A", "east", -101));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(published).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "on", "100", "100,1000", "100,1000,-1", "1e3,1,1", "1,1,1,1"})
    void rule_ofAnotherForm_isRefused(String text) {
        assertThatThrownBy(() -> ApprovalRule.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rule_thatIsOff_holdsNothing() {
        assertThat(ApprovalRule.parse("off")).isEmpty();
    }

    private Reply send(String caller, String... movements) {
        return send(tables.client(), TestContext.create(), caller, movements);
    }

    private Reply send(
            DynamoDbClient client, TestContext context, String caller, String... movements) {
        HttpCall call =
                HttpCall.of(MovementsHandler.ROUTE)
                        .body(
                                "{'source':'/clerk','movements':["
                                        + String.join(",", movements)
                                        + "]}");
        return Reply.of(
                handler(client)
                        .handleRequest(
                                caller.equals(TILL) ? call.event() : call.eventOf(caller),
                                context));
    }

    private MovementsHandler handler(DynamoDbClient client) {
        return new MovementsHandler(
                (movements, _) -> published.addAll(movements),
                TestMovements.DATES,
                Optional.of(new Approvals(RULE, jobs(client), clock)),
                acts,
                new FailureTally());
    }

    private Job job(String id) {
        return jobs().find(id, Shop.call()).orElseThrow();
    }

    private DynamoJobs jobs() {
        return jobs(tables.client());
    }

    private DynamoJobs jobs(DynamoDbClient client) {
        return new DynamoJobs(client, table, DynamoNetStock.retries((_, _) -> {}));
    }

    private static String adjustment(String id, String sku, String location, int units) {
        return adjustment(id, sku, location, units, "名札違い");
    }

    private static String adjustment(
            String id, String sku, String location, int units, String note) {
        return movement(
                id,
                "adjustment",
                sku,
                location,
                units,
                "'reasonCode':'stock-take','reasonNote':'%s',".formatted(note));
    }

    private static String movement(
            String id, String kind, String sku, String location, int units, String reason) {
        return """
        {'movementId':'%s','kind':'%s','sku':'%s','location':'%s','units':%d,%s\
        'occurredAt':'2026-11-21T02:03:04Z','businessDate':'2026-11-21'}\
        """
                .formatted(id, kind, sku, location, units, reason);
    }
}
