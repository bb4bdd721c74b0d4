package dev.netstock.salerules;

import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.CallListener;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

import java.util.Map;

/**
 * The rules in the table {@code SaleMode}: attributes of its state row, so that they change in the
 * same write as the step that changes them. Thread-safe.
 */
public final class DynamoSaleRules {
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
     * A reader of the rules. Region, credentials and endpoint come from the environment.
     *
     * @param table {@code SALE_MODE_TABLE}
     */
    public static SaleRulesReader reader(String table, CallListener listener) {
        return reader(DynamoClients.create(), table, listener);
    }

    /** A reader over an existing client. */
    public static SaleRulesReader reader(
            DynamoDbClient client, String table, CallListener listener) {
        return new SaleRulesReader(
                new DynamoSaleRules(client, table), DynamoNetStock.retries(listener));
    }

    /** The key of the state row. */
    public static Map<String, AttributeValue> stateKey() {
        return Map.of(PARTITION_KEY, text("mode"), SORT_KEY, text("now"));
    }

    /** The attributes of the state row that store the rules. */
    public static Map<String, AttributeValue> attributes(SaleRules rules) {
        return Map.of(
                SUPPLY,
                text(rules.supply().text()),
                REQUESTS,
                text(rules.requestsWait() ? WAIT : GO));
    }

    /** Reads the rules in one request, without retries; {@link SaleRules#NONE} if none are set. */
    public SaleRules read() {
        GetItemRequest request =
                GetItemRequest.builder()
                        .tableName(table)
                        .key(stateKey())
                        .consistentRead(true)
                        .projectionExpression(SUPPLY + ", " + REQUESTS)
                        .build();
        var response = DynamoFailures.translate(() -> client.getItem(request));
        return response.hasItem() && !response.item().isEmpty()
                ? decode(response.item())
                : SaleRules.NONE;
    }

    private static SaleRules decode(Map<String, AttributeValue> item) {
        String pace = text(item, SUPPLY);
        return new SaleRules(
                SupplyPace.parse(pace)
                        .orElseThrow(() -> new IllegalArgumentException("Unknown pace: " + pace)),
                text(item, REQUESTS).equals(WAIT));
    }
}
