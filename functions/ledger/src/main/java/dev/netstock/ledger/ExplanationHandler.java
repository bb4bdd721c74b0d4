package dev.netstock.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.explanation.ExplanationEndpoint;
import dev.netstock.ledger.explanation.MallSide;
import dev.netstock.mallcounts.DynamoMallCounts;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpFunction;
import dev.netstock.platform.http.PrimingRequests;
import dev.netstock.platform.http.PrimingRequests.Request;
import dev.netstock.platform.http.Route;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.stock.Channel;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import java.util.Arrays;
import java.util.List;

/** The explanation function: the terms of a number, on both sides. Thread-safe. */
public final class ExplanationHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final String ROUTE = "GET /v1/stock/{sku}/explanation";

    private final HttpFunction function;

    /** Called by Lambda. */
    public ExplanationHandler() {
        this(Environment.ofFunction(), new FailureTally());
        Priming.register(
                new PrimingRequests(function, List.of(new Request(ROUTE, "location=priming", ""))));
    }

    private ExplanationHandler(Environment environment, FailureTally failures) {
        this(
                new ExplanationEndpoint(
                        LedgerDatabase.ofApi(environment),
                        new DynamoLevels(
                                        DynamoClients.create(),
                                        environment.required("NET_STOCK_TABLE"),
                                        failures)
                                .shardTotals(),
                        malls(environment, failures)),
                failures);
    }

    /** The malls of the stage, if it has any: {@code MALL_CHANNELS} are separated by commas. */
    private static MallSide malls(Environment environment, FailureTally failures) {
        return environment
                .optional("MALLS_TABLE")
                .map(
                        table ->
                                MallSide.of(
                                        new DynamoMallCounts(
                                                DynamoClients.create(),
                                                table,
                                                environment.required(
                                                        "MALL_CHANNELS",
                                                        ExplanationHandler::channels)),
                                        DynamoNetStock.retries(failures)))
                .orElse(MallSide.NONE);
    }

    private static List<Channel> channels(String list) {
        return Arrays.stream(list.split(",", -1)).map(Channel::new).toList();
    }

    /**
     * @param failures the listener of the endpoint's tables
     */
    ExplanationHandler(Endpoint explanation, FailureTally failures) {
        function =
                new HttpFunction(
                        List.of(new Route(ROUTE, "explainStock", explanation)),
                        new Telemetry("explanation", failures));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return function.answer(event, context);
    }
}
