package dev.netstock.replenishment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.events.SampleEvents;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.replenishment.DynamoReplenishment.Tables;
import dev.netstock.salerules.HeldRequest;
import dev.netstock.salerules.SaleRules;
import dev.netstock.salerules.SupplyPace;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.LocalTables;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** SKU A at east: low at 10 or fewer, replenished up to 40, recovered at 25. */
class ReplenishmentHandlerTest {
    private final Depot depot = Depot.open();

    @Test
    void handleRequest_ofALowLevel_publishesItAndRequestsReplenishment() {
        watch();
        assertThat(depot.deliver(depot.supply("A", 9, 2))).isEmpty();

        assertThat(ids()).containsExactly("stock.low#A#east#1", "replenishment.requested#A#east#1");
        assertThat(depot.send(Depot.requests("")).at("/requests/0/quantity")).isEqualTo("31");
    }

    @Test
    void handleRequest_ofALowLevel_sendsOneMessageToTheSupplyChain() {
        watch();
        depot.deliver(depot.supply("A", 9, 2));

        List<Message> ordered = depot.supplyChainMessages();
        assertThat(ordered).hasSize(1);
        assertThat(ordered.getFirst().attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "A#east")
                .containsEntry(
                        MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID,
                        "replenishment.requested#A#east#1");
        assertThat(EventJson.read(ordered.getFirst().body()).known())
                .map(StockEvent::id)
                .contains("replenishment.requested#A#east#1");
    }

    @Test
    void handleRequest_whileTheItemStaysLow_publishesNothingUntilItRecovers() {
        watch();
        depot.deliver(depot.supply("A", 9, 2));
        ids();

        depot.deliver(depot.supply("A", 3, 3));
        depot.deliver(depot.supply("A", 24, 4));
        depot.deliver(depot.supply("A", 8, 5));
        assertThat(ids()).isEmpty();

        depot.deliver(depot.supply("A", 25, 6));
        assertThat(ids()).containsExactly("stock.recovered#A#east#1");

        depot.deliver(depot.supply("A", 10, 7));
        assertThat(ids()).containsExactly("stock.low#A#east#2", "replenishment.requested#A#east#2");
    }

    @Test
    void handleRequest_ofSeveralLevelsOfAnItem_processesEach() {
        watch();
        assertThat(
                        depot.deliver(
                                depot.supply("A", 9, 2),
                                depot.supply("A", 30, 3),
                                depot.supply("A", 8, 4)))
                .isEmpty();
        assertThat(ids())
                .containsExactly(
                        "stock.low#A#east#1",
                        "replenishment.requested#A#east#1",
                        "stock.recovered#A#east#1",
                        "stock.low#A#east#2",
                        "replenishment.requested#A#east#2");
    }

    @Test
    void handleRequest_ofAnOlderLevel_changesNothing() {
        watch();
        StockEvent low = depot.supply("A", 9, 2);
        StockEvent high = depot.supply("A", 30, 3);
        depot.deliver(high);
        List<?> rows = depot.rows(1);

        assertThat(depot.deliver(low, high)).isEmpty();
        assertThat(ids()).isEmpty();
        assertThat(depot.rows(1)).isEqualTo(rows);
    }

    @Test
    void handleRequest_ofASkuWithoutSettings_readsOnceAndWritesNothing() {
        StockEvent level = depot.supply("A", 1, 1);
        List<String> operations = new ArrayList<>();

        assertThat(depot.over(client(operations::add)).deliver(level)).isEmpty();

        assertThat(operations).containsExactlyInAnyOrder("GetItem", "BatchGetItem");
        assertThat(ids()).isEmpty();
    }

    @Test
    void handleRequest_afterSettingsWereRemoved_publishesNothing() {
        watch();
        depot.send(Depot.replace("A", "{'locations': []}"));

        assertThat(depot.deliver(depot.supply("A", 1, 2))).isEmpty();
        assertThat(ids()).isEmpty();
    }

    @Test
    void handleRequest_whileTheTopicFails_reportsTheMessageAndPublishesTheSameLater() {
        watch();
        StockEvent low = depot.supply("A", 9, 2);
        depot.topic().failing(true);
        assertThat(depot.deliver(TestContext.withTimeLeft(700), low)).containsExactly("0");
        depot.topic().failing(false);
        depot.shop().clock().advance(Duration.ofMinutes(3));

        assertThat(depot.deliver(low)).isEmpty();

        assertThat(depot.topic().published()).extracting(StockEvent::time).containsOnly(low.time());
        assertThat(depot.supplyChainMessages()).hasSize(1);
        assertThat(depot.send(Depot.requests("")).body().get("requests").size()).isEqualTo(1);
    }

    @Test
    void handleRequest_killedAfterPublishing_publishesTheSameAgain() {
        watch();
        StockEvent low = depot.supply("A", 9, 2);
        // The second write of the item would clear the owed crossing: the function is killed before
        // it.
        Depot killed = depot.over(killedBefore("PutItem", 4));
        assertThat(killed.deliver(TestContext.withTimeLeft(700), low)).containsExactly("0");
        List<StockEvent> first = depot.topic().published();

        assertThat(depot.deliver(depot.supply("A", 8, 3))).isEmpty();

        assertThat(first).hasSize(2);
        assertThat(depot.topic().published()).isEqualTo(first);
        assertThat(depot.deliver(low)).isEmpty();
        assertThat(ids()).isEmpty();
    }

    @Test
    void handleRequest_whenOneItemFails_reportsOnlyItsMessages() {
        watch();
        depot.supply("B", 30, 1);
        depot.set("B", 5, 10, 40);
        StockEvent low = depot.supply("A", 9, 2);
        StockEvent fine = depot.supply("B", 29, 2);
        depot.topic().failing(true);

        assertThat(depot.deliver(TestContext.withTimeLeft(700), low, fine)).containsExactly("0");
    }

    @Test
    void handleRequest_ofAnInvalidMessage_reportsOnlyIt() {
        watch();
        String low = EventJson.write(depot.supply("A", 9, 2));

        assertThat(depot.deliver(TestContext.create(), List.of("{}", low))).containsExactly("0");
        assertThat(ids()).hasSize(2);
    }

    @Test
    void handleRequest_ofAnUnknownEventType_ignoresIt() {
        String other =
                EventJson.write(depot.supply("A", 9, 1)).replace("level.changed", "level.other");
        assertThat(depot.deliver(TestContext.create(), List.of(other))).isEmpty();
    }

    @Test
    void handleRequest_withoutTheTables_reportsAllMessages() {
        StockEvent level = depot.supply("A", 9, 1);
        assertThat(
                        depot.over(BadClients.outOfReach())
                                .deliver(TestContext.withTimeLeft(700), level))
                .containsExactly("0");
    }

    @Test
    void handleRequest_ofTheSampleEvent_reportsNoFailure() {
        var event = LambdaEvents.read(SQSEvent.class, SampleEvents.json("replenishment/levels"));
        assertThat(
                        depot.handler()
                                .handleRequest(event, TestContext.create())
                                .getBatchItemFailures())
                .isEmpty();
    }

    @Test
    void handleRequest_writesMetricsAndNoOtherLogLine() {
        watch();
        StockEvent low = depot.supply("A", 9, 2);
        StockEvent recovered = depot.supply("A", 30, 3);

        assertThat(Output.of(() -> depot.deliver(low, recovered, low)))
                .singleElement()
                .asString()
                .contains(
                        "\"LevelsSeen\":3.0",
                        "\"StockLow\":1.0",
                        "\"Requested\":1.0",
                        "\"Recovered\":1.0",
                        "\"Stale\":1.0",
                        "\"Outcome\":\"handled\"");
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        var event = LambdaEvents.read(SQSEvent.class, SampleEvents.json("replenishment/levels"));
        var answer = new ReplenishmentHandler().handleRequest(event, TestContext.withTimeLeft(700));
        assertThat(answer.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .hasSize(2);
    }

    @Test
    void handleRequest_whileASaleHoldsRequestsBack_publishesLowAndHoldsTheRequest() {
        watch();
        depot.setRules(new SaleRules(SupplyPace.NORMAL, true));

        depot.deliver(depot.supply("A", 7, 2));

        assertThat(depot.topic().published())
                .extracting(StockEvent::id)
                .containsExactly("stock.low#A#east#1");
        assertThat(depot.supplyChainMessages()).isEmpty();
        assertThat(depot.heldRequests().first(9))
                .extracting(HeldRequest::event)
                .singleElement()
                .extracting(event -> EventJson.read(event).known().orElseThrow().id())
                .isEqualTo("replenishment.requested#A#east#1");
        assertThat(depot.send(Depot.requests("day=2026-11-21")).at("/requests/0/requestId"))
                .isEqualTo("A/east/1");
    }

    @Test
    void config_withoutARequiredVariable_namesIt() {
        assertThatThrownBy(
                        () ->
                                ReplenishmentConfig.of(
                                        new Environment(Map.of("REPLENISHMENT_TABLE", "a"))))
                .hasMessage("The environment variable REPLENISHMENT_REQUESTS_TABLE is not set");
    }

    @Test
    void config_withAllVariables_isRead() {
        var environment =
                new Environment(
                        Map.of(
                                "REPLENISHMENT_TABLE", "a",
                                "REPLENISHMENT_REQUESTS_TABLE", "b",
                                "PROJECTIONS_TABLE", "c",
                                "SALE_MODE_TABLE", "d",
                                "STOCK_EVENTS_TOPIC", "e",
                                "SUPPLY_CHAIN_QUEUE", "f"));
        assertThat(ReplenishmentConfig.of(environment))
                .isEqualTo(new ReplenishmentConfig(new Tables("a", "b", "c", "d"), "e", "f"));
    }

    @Test
    void prime_changesNothing() {
        List<String> operations = new ArrayList<>();
        var tables = new DynamoReplenishment(client(operations::add), depot.tables(), (_, _) -> {});
        ReplenishmentHandler.prime(depot.items(tables), tables.generations(), TestContext.create());
        assertThat(operations).containsExactlyInAnyOrder("GetItem", "BatchGetItem");
    }

    private void watch() {
        depot.supply("A", 30, 1);
        assertThat(depot.set("A", 5, 10, 40).status()).isEqualTo(200);
        depot.topic().published();
    }

    private List<String> ids() {
        return depot.topic().published().stream().map(StockEvent::id).toList();
    }

    private static DynamoDbClient client(Consumer<String> listener) {
        return LocalTables.client(
                new FaultyHttp(
                        LocalTables.http(),
                        (_, operation) -> {
                            listener.accept(operation);
                            return Fault.NONE;
                        },
                        () -> {}));
    }

    /** A client whose function is killed before the given request of an operation. */
    private static DynamoDbClient killedBefore(String operation, int number) {
        var operations = new AtomicInteger();
        Predicate<String> isTheOne =
                name -> name.equals(operation) && operations.incrementAndGet() == number;
        return LocalTables.client(
                new FaultyHttp(
                        LocalTables.http(),
                        (_, name) -> isTheOne.test(name) ? Fault.KILLED_BEFORE : Fault.NONE,
                        () -> {}));
    }
}
