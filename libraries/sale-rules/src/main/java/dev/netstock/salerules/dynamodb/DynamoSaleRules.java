package dev.netstock.salerules.dynamodb;

import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.CallListener;
import dev.netstock.salerules.SaleRules;
import dev.netstock.salerules.SaleRulesReader;
import dev.netstock.salerules.SaleRulesTable;
import dev.netstock.salerules.SupplyPace;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

import java.util.Map;

/**
 * The rules in the table {@code SaleMode}: attributes of its one row of state, so that they change
 * in the same write as the step that changes them. Thread-safe.
 */
public final class DynamoSaleRules implements SaleRulesTable {
    /** The table's keys. */
    public static final String PARTITION_KEY = "part";

    public static final String SORT_KEY = "entry";

    private static final String SUPPLY = "supply";
    private static final String REQUESTS = "requests";
    private static final String WAIT = "wait";
    private static final String GO = "go";

    private final DynamoDbClient client;
    private final String table;

    public DynamoSaleRules(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /**
     * How functions read them. Region, credentials and endpoint come from the environment.
     *
     * @param table {@code SALE_MODE_TABLE}
     */
    public static SaleRulesReader reading(String table, CallListener listener) {
        return reading(DynamoClients.create(), table, listener);
    }

    /** The same over a client of one's own. */
    public static SaleRulesReader reading(
            DynamoDbClient client, String table, CallListener listener) {
        return new SaleRulesReader(
                new DynamoSaleRules(client, table), DynamoNetStock.retries(listener));
    }

    /** The key of the row of state. */
    public static Map<String, AttributeValue> stateKey() {
        return Map.of(PARTITION_KEY, text("mode"), SORT_KEY, text("now"));
    }

    /** The attributes by which the row of state tells the rules. */
    public static Map<String, AttributeValue> attributes(SaleRules rules) {
        return Map.of(
                SUPPLY,
                text(rules.supply().text()),
                REQUESTS,
                text(rules.requestsWait() ? WAIT : GO));
    }

    @Override
    public SaleRules read() {
        GetItemRequest request =
                GetItemRequest.builder()
                        .tableName(table)
                        .key(stateKey())
                        .consistentRead(true)
                        .projectionExpression(SUPPLY + ", " + REQUESTS)
                        .build();
        var response = DynamoFailures.told(() -> client.getItem(request));
        return response.hasItem() && !response.item().isEmpty()
                ? decode(response.item())
                : SaleRules.NONE;
    }

    private static SaleRules decode(Map<String, AttributeValue> item) {
        String pace = text(item, SUPPLY);
        return new SaleRules(
                SupplyPace.parse(pace)
                        .orElseThrow(() -> new IllegalArgumentException("No pace: " + pace)),
                text(item, REQUESTS).equals(WAIT));
    }
}
