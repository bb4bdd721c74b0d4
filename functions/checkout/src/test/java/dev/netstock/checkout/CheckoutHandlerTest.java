package dev.netstock.checkout;

import static dev.netstock.checkout.Checkout.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.events.SampleEvents;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.PlacesConfig;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class CheckoutHandlerTest {
    @ParameterizedTest
    @CsvSource({
        "reserve, 422",
        "read-reservation, 404",
        "release, 404",
        "confirm, 404",
        "cancel, 404"
    })
    void handleRequest_sampleEvent_answersAsDescribed(String sample, int status) {
        var event =
                LambdaEvents.read(
                        APIGatewayV2HTTPEvent.class, SampleEvents.json("checkout/" + sample));
        APIGatewayV2HTTPResponse answer = sampleShop().handleRequest(event, TestContext.create());
        assertThat(answer.getStatusCode()).isEqualTo(status);
        assertThat(ApiDescription.read().faults(event.getRouteKey(), answer)).isEmpty();
    }

    @Test
    void handleRequest_reservation_logsNoOrderDataAndReportsOneMetricLine() {
        Checkout checkout = Checkout.open();
        checkout.shop().supply("SKU-7", "east", 1, 1);
        String body = "{'lines': [{'sku': 'SKU-7', 'quantity': 1}]}";
        List<String> lines =
                Output.of(
                        () -> {
                            checkout.send(reserve("order-7", body));
                            checkout.send(reserve("order-7", body));
                            checkout.send(reserve("order-8", body));
                        });
        assertThat(lines)
                .hasSize(3)
                .noneMatch(line -> line.contains("order-") || line.contains("SKU-7"))
                .noneMatch(line -> line.contains("storefront"));
        assertThat(lines.get(0)).contains("\"Reserved\":1.0", "\"Outcome\":\"reserved\"");
        assertThat(lines.get(1)).contains("\"Replayed\":1.0", "\"Outcome\":\"replayed\"");
        assertThat(lines.get(2)).contains("\"Refused\":1.0", "\"Outcome\":\"insufficient-stock\"");
    }

    /**
     * A cache entry is valid for half a second; on a slow machine, at least one of many requests
     * arrives in time.
     */
    @Test
    void handleRequest_refusedFromTheSoldOutCache_reportsTheUnits() {
        Checkout checkout = Checkout.open();
        checkout.shop().supply("gone", "east", 1, 1);
        String body = "{'lines': [{'sku': 'gone', 'quantity': 3}]}";
        List<String> lines =
                Output.of(
                        () -> {
                            for (int order = 0; order < 100; order++) {
                                checkout.send(reserve("order-" + order, body));
                            }
                        });
        assertThat(lines.getFirst()).doesNotContain("UnitsRefusedByMemory");
        assertThat(lines).anyMatch(line -> line.contains("\"UnitsRefusedByMemory\":3.0"));
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        APIGatewayV2HTTPResponse answer =
                new CheckoutHandler()
                        .handleRequest(Checkout.read("o").event(), TestContext.withTimeLeft(700));
        assertThat(answer.getStatusCode()).isEqualTo(503);
    }

    @Test
    void primingRequests_matchExistingRoutes() {
        assertThat(CheckoutHandler.PRIMING_REQUESTS)
                .extracting(request -> request.routeKey())
                .isSubsetOf(ApiDescription.read().routes());
    }

    @Test
    void config_withAMissingVariable_namesTheVariable() {
        assertThatThrownBy(
                        () ->
                                CheckoutConfig.of(
                                        new Environment(
                                                Map.of("NET_STOCK_TABLE", "a", "LOCATIONS", "b"))))
                .hasMessage("The environment variable STOCK_DELTAS_TABLE is not set");
    }

    @Test
    void config_withAllVariables_readsThem() {
        var environment =
                new Environment(
                        Map.of(
                                "NET_STOCK_TABLE", "a",
                                "STOCK_DELTAS_TABLE", "b",
                                "ALLOWANCES_TABLE", "d",
                                "CUSTOMER_KEYS_SECRET", "e",
                                "SHARD_HEAT_QUEUE", "c",
                                "PLACES_TABLE", "d",
                                "LOCATIONS", "east, west",
                                "HOLD_LIMITS", "900,bank=1209600"));
        assertThat(CheckoutConfig.of(environment))
                .isEqualTo(
                        new CheckoutConfig(
                                "a",
                                "b",
                                "d",
                                "e",
                                "c",
                                new PlacesConfig("d", Locations.parse("east,west")),
                                HoldLimits.parse("900,bank=1209600")));
    }

    private static CheckoutHandler sampleShop() {
        Shop shop = Shop.open();
        var failures = new FailureTally();
        return new CheckoutHandler(
                new DynamoNetStock(
                        shop.tables().client(),
                        shop.tables().names(),
                        Locations.parse("shinjuku,umeda,warehouse-1"),
                        shop.clock(),
                        failures),
                Checkout.HOLD_LIMITS,
                (_, _) -> {},
                failures);
    }
}
