package dev.netstock.ledger;

import dev.netstock.ledger.explanation.ExplanationEndpoint;
import dev.netstock.ledger.explanation.MallSide;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.RequestsAsDescribed;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterAll;

import java.util.stream.Stream;

/** The explanation accepts what the API description allows, at each limit. */
class ExplanationDescriptionTest extends RequestsAsDescribed {
    private static final TestLedger LEDGER = TestLedger.create();
    private static final Shop SHOP = Shop.open();
    private static final ExplanationHandler HANDLER =
            new ExplanationHandler(
                    new ExplanationEndpoint(
                            LEDGER.database(),
                            new DynamoLevels(
                                            SHOP.tables().client(),
                                            SHOP.tables().names().netStock(),
                                            new FailureTally())
                                    .shardTotals(),
                            MallSide.NONE),
                    new FailureTally());

    @AfterAll
    static void close() {
        LEDGER.close();
        SHOP.close();
    }

    @Override
    protected Stream<HttpCall> calls() {
        return Stream.of(
                HttpCall.of(ExplanationHandler.ROUTE).path("sku", "A").query("location=east"));
    }

    @Override
    protected Reply send(HttpCall call) {
        return Reply.of(HANDLER.handleRequest(call.event(), TestContext.create()));
    }

    @Override
    protected Class<?> handler() {
        return ExplanationHandler.class;
    }
}
