package dev.netstock.manualsupply;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.events.SampleEvents;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.StreamCalls;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ManualSupplyHandlerTest {
    private final Shop shop = Shop.open();
    private final ManualSupplyHandler handler = over(shop.tables().client(), Shop.LOCATIONS);

    @Test
    void handleRequest_newChanges_appliesThem() {
        assertThat(
                        invoke(
                                "{'changes': [{'sku': 'A', 'location': 'east', 'supply': 5,"
                                        + " 'ledgerVersion': 1}, {'sku': 'B', 'location': 'west',"
                                        + " 'supply': 0, 'ledgerVersion': 7}]}"))
                .isEqualTo("{'applied':2,'alreadyApplied':0,'tryAgain':[],'oversold':[]}");
        assertThat(shop.available("A", "east")).isEqualTo(5);
    }

    @Test
    void handleRequest_olderOrEqualVersion_changesNothing() {
        shop.supply("A", "east", 5, 3);
        assertThat(invoke(change("A", "east", 9, 3)))
                .isEqualTo("{'applied':0,'alreadyApplied':1,'tryAgain':[],'oversold':[]}");
        assertThat(shop.available("A", "east")).isEqualTo(5);
    }

    @Test
    void handleRequest_supplyBelowSoldUnits_returnsTheOversell() {
        shop.supply("A", "east", 5, 1);
        shop.reserve("o", line("A", "east", 5));
        assertThat(invoke(change("A", "east", 3, 2)))
                .isEqualTo(
                        "{'applied':1,'alreadyApplied':0,'tryAgain':[],"
                                + "'oversold':[{'sku':'A','location':'east','available':-2}]}");
    }

    @Test
    void handleRequest_whenTheTablesAreUnreachable_returnsTheChangesToRetry() {
        var unreachable = over(BadClients.outOfReach(), Shop.LOCATIONS);
        assertThat(invoke(unreachable, change("A", "east", 3, 2), TestContext.withTimeLeft(700)))
                .isEqualTo("{'applied':0,'alreadyApplied':0,'tryAgain':[0],'oversold':[]}");
    }

    @Test
    void handleRequest_tenThousandChanges_isValid() {
        String changes =
                IntStream.range(0, 10_000)
                        .mapToObj(
                                i ->
                                        "{'sku': 'A', 'location': 'east', 'supply': 1,"
                                                + " 'ledgerVersion': %d}".formatted(i + 1))
                        .collect(Collectors.joining(","));
        assertThat(invoke("{'changes': [" + changes + "]}"))
                .isEqualTo("{'applied':1,'alreadyApplied':9999,'tryAgain':[],'oversold':[]}");
        assertThatThrownBy(() -> invoke("{'changes': [" + changes + ", {}]}"))
                .isInstanceOf(InvalidSupplyException.class)
                .hasMessage(
                        "No changes were applied. Correct these errors: \"/changes\": Must be an"
                                + " array of 1 to 10000 elements.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'sku': 'A', 'location': 'east', 'supply': 1} | /changes/1/ledgerVersion",
                "{'sku': 'A', 'location': 'moon', 'supply': 1, 'ledgerVersion': 1} |"
                        + " /changes/1/location",
                "{'sku': 'A', 'location': 'East', 'supply': 1, 'ledgerVersion': 1} |"
                        + " /changes/1/location",
                "{'sku': 'A', 'location': 'east', 'supply': '1', 'ledgerVersion': 1} |"
                        + " /changes/1/supply",
                "{'sku': 'A', 'location': 'east', 'supply': 1000000001, 'ledgerVersion': 1} |"
                        + " /changes/1/supply",
                "{'sku': 'A', 'location': 'east', 'supply': 1, 'ledgerVersion': 0} |"
                        + " /changes/1/ledgerVersion",
                "{'sku': 'A b', 'location': 'east', 'supply': 1, 'ledgerVersion': 1} |"
                        + " /changes/1/sku",
                "{'sku': 'A', 'location': 'east', 'supply': 1, 'ledgerVersion': 1, 'note': ''} |"
                        + " /changes/1/note",
                "7 | /changes/1"
            })
    void handleRequest_invalidChange_pointsAtItAndAppliesNothing(String wrong, String pointer) {
        String right = "{'sku': 'A', 'location': 'east', 'supply': 1, 'ledgerVersion': 1}";
        assertThatThrownBy(() -> invoke("{'changes': [%s, %s]}".formatted(right, wrong)))
                .isInstanceOf(InvalidSupplyException.class)
                .hasMessageContaining("\"" + pointer + "\": ");
        assertThat(shop.items()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | ``",
                "nonsense | ``",
                "[] | ``",
                "{} | /changes",
                "{'change': []} | /change"
            })
    void handleRequest_invalidRequest_pointsAtTheError(String request, String pointer) {
        assertThatThrownBy(() -> invoke(request))
                .isInstanceOf(InvalidSupplyException.class)
                .hasMessageContaining("\"" + pointer + "\": ");
    }

    @Test
    void handleRequest_sampleEvent_appliesIt() {
        var sampleHandler =
                over(shop.tables().client(), Locations.parse("shinjuku,umeda,warehouse-1"));
        assertThat(
                        invoke(
                                sampleHandler,
                                SampleEvents.json("manual-supply/apply"),
                                TestContext.create()))
                .contains("'applied':3");
    }

    @Test
    void handleRequest_successful_reportsMetrics() {
        shop.supply("A", "east", 5, 1);
        shop.reserve("o", line("A", "east", 5));
        List<String> lines = Output.of(() -> invoke(change("A", "east", 3, 2)));
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"Applied\":1.0", "\"Oversold\":1.0", "\"Operation\":\"applySupply\"");
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        assertThatThrownBy(
                        () ->
                                invoke(
                                        new ManualSupplyHandler(),
                                        change("A", "shinjuku", 3, 2),
                                        TestContext.withTimeLeft(700)))
                .isInstanceOf(RetryLaterException.class);
    }

    @Test
    void config_withAMissingVariable_namesTheVariable() {
        assertThatThrownBy(
                        () ->
                                SupplyConfig.of(
                                        new Environment(
                                                Map.of(
                                                        "NET_STOCK_TABLE", "a",
                                                        "STOCK_DELTAS_TABLE", "b"))))
                .hasMessage("The environment variable PLACES_TABLE is not set");
    }

    @Test
    void priming_onlyReads() {
        new ManualSupplyPriming(shop.stock()).accept(TestContext.create());
        assertThat(shop.items()).isEmpty();
        assertThat(shop.deltas()).isEmpty();
    }

    private String invoke(String request) {
        return invoke(handler, request, TestContext.create());
    }

    /** With {@code '} for {@code "}. */
    private static String invoke(ManualSupplyHandler handler, String request, TestContext context) {
        return StreamCalls.invoke(handler, request.replace('\'', '"'), context).replace('"', '\'');
    }

    private static String change(String sku, String location, long supply, long version) {
        return "{'changes': [{'sku': '%s', 'location': '%s', 'supply': %d, 'ledgerVersion': %d}]}"
                .formatted(sku, location, supply, version);
    }

    private ManualSupplyHandler over(DynamoDbClient client, Locations locations) {
        var failures = new FailureTally();
        var stock =
                new DynamoNetStock(
                        client, shop.tables().names(), locations, shop.clock(), failures);
        return new ManualSupplyHandler(stock, PlaceSource.of(Places.planned(locations)), failures);
    }
}
