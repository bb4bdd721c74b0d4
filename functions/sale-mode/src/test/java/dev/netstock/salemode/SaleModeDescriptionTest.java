package dev.netstock.salemode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.ApiDescription.Kind;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.RequestsAsDescribed;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.salemode.aws.DynamoSaleModeTable;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.step.SaleModeCommands;
import dev.netstock.salemode.step.SaleModeTable;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.SettableClock;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** The function accepts exactly what docs/openapi.yaml describes, at each limit. */
class SaleModeDescriptionTest extends RequestsAsDescribed {
    private static final HttpCall READ = HttpCall.of("GET /v1/sale-mode");
    private static final HttpCall REPLACE = HttpCall.of("PUT /v1/sale-mode");
    private static final String AUTUMN = "{'wanted': 'on', 'plan': {'sale': 'autumn', 'skus': []}}";
    private static final SettableClock CLOCK = new SettableClock();
    private static final LocalTables TABLES = LocalTables.create();
    private static final DynamoSaleModeTable TABLE = table();
    private static final SaleModeHandler HANDLER = handler(TABLE);

    private static DynamoSaleModeTable table() {
        return new DynamoSaleModeTable(
                TABLES.client(),
                TABLES.createMore("SaleMode" + UUID.randomUUID(), "part", "entry"));
    }

    private static DynamoSaleModeTable over(DynamoDbClient client) {
        return new DynamoSaleModeTable(client, "SaleMode");
    }

    private static SaleModeHandler handler(SaleModeTable table) {
        var failures = new FailureTally();
        return new SaleModeHandler(
                new SaleModeCommands(table, _ -> {}, DynamoNetStock.retries(failures), CLOCK),
                CLOCK,
                (_, _) -> {},
                failures);
    }

    @Override
    protected Stream<HttpCall> calls() {
        return Stream.of(READ, REPLACE);
    }

    @Override
    protected Reply send(HttpCall call) {
        return Reply.of(HANDLER.handleRequest(call.event(), TestContext.create()));
    }

    @Override
    protected Class<?> handler() {
        return SaleModeHandler.class;
    }

    /** The plan in the response; the version changes with each request. */
    @Override
    protected String meaning(HttpCall call) {
        Reply reply = send(call);
        assertThat(reply.status()).isEqualTo(200);
        return reply.body().get("plan").toString();
    }

    @Override
    protected Set<String> beyondSchemas() {
        return Set.of(
                "Must be in the future and later than startsAt.",
                "Each SKU, location and channel must appear only once.");
    }

    /** Covers each response that the description promises, and no other. */
    @Test
    void responses_cover_exactlyTheDescribedOnes() {
        Set<Kind> kinds = new TreeSet<>();
        for (HttpCall call : List.of(READ, REPLACE.body("{'wanted': 'off'}"))) {
            SaleModeHandler fresh = handler(table());
            kinds.add(kind(fresh, call));
            kinds.add(kind(fresh, call.query("more=1")));
            kinds.add(kind(fresh, call.body(" ".repeat(65_537))));
            kinds.add(kind(handler(over(BadClients.broken())), call));
            kinds.add(kind(handler(over(BadClients.outOfReach())), call));
        }
        kinds.addAll(conflicts());
        assertThat(kinds).isEqualTo(API.kinds(Set.of("GET /v1/sale-mode", "PUT /v1/sale-mode")));
    }

    private static Set<Kind> conflicts() {
        DynamoSaleModeTable table = table();
        SaleModeHandler handler = handler(table);
        kind(handler, REPLACE.body(AUTUMN));
        assertThat(table.write(table.read().nextPhase(CLOCK.instant()).orElseThrow())).isTrue();
        Kind busy = kind(handler, REPLACE.body(AUTUMN.replace("autumn", "winter")));
        kind(handler, REPLACE.body("{'wanted': 'off'}"));
        SaleMode mode = table.read();
        while (mode.nextStep().isPresent()) {
            mode = mode.complete(mode.nextStep().get().step(), "", mode.day(), CLOCK.instant());
            assertThat(table.write(mode)).isTrue();
        }
        assertThat(table.write(mode.nextPhase(CLOCK.instant()).orElseThrow())).isTrue();
        return Set.of(busy, kind(handler, REPLACE.body(AUTUMN)));
    }

    private static Kind kind(SaleModeHandler handler, HttpCall call) {
        Reply reply =
                Reply.of(handler.handleRequest(call.event(), TestContext.withTimeLeft(2_000)));
        assertThat(API.faults(call.route(), reply.answer())).isEmpty();
        return new Kind(call.route(), reply.status(), reply.problem());
    }
}
