package dev.netstock.salemode.aws;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.optionalText;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.ConditionalPuts;
import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.salemode.http.SaleModeJson;
import dev.netstock.salemode.http.StoredSaleMode;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.WorkerLease;
import dev.netstock.salemode.step.SaleModeTable;
import dev.netstock.salerules.DynamoSaleRules;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Stores sale mode in one row of the table {@code SaleMode}: {@code state} has the JSON of the API,
 * {@code worker} and {@code until} the lease, and further attributes the rules for other functions.
 * Thread-safe.
 */
public final class DynamoSaleModeTable implements SaleModeTable {
    private static final String STATE = "state";
    private static final String VERSION = "version";
    private static final String WORKER = "worker";
    private static final String UNTIL = "until";

    private final DynamoDbClient client;
    private final String table;

    public DynamoSaleModeTable(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public SaleMode read() {
        GetItemRequest request =
                GetItemRequest.builder()
                        .tableName(table)
                        .key(DynamoSaleRules.stateKey())
                        .consistentRead(true)
                        .build();
        var response = DynamoFailures.translate(() -> client.getItem(request));
        return response.hasItem() && !response.item().isEmpty()
                ? decode(response.item())
                : SaleMode.INITIAL;
    }

    @Override
    public boolean write(SaleMode next) {
        return ConditionalPuts.putNext(client, table, encode(next), next.version());
    }

    static Map<String, AttributeValue> encode(SaleMode mode) {
        Map<String, AttributeValue> row = new HashMap<>(DynamoSaleRules.stateKey());
        row.put(VERSION, number(mode.version()));
        row.put(STATE, text(JsonWriter.object(SaleModeJson.of(mode))));
        row.putAll(DynamoSaleRules.attributes(mode.overrides().rules()));
        mode.lease()
                .ifPresent(
                        lease -> {
                            row.put(WORKER, text(lease.worker()));
                            row.put(UNTIL, text(lease.until().toString()));
                        });
        return row;
    }

    private static SaleMode decode(Map<String, AttributeValue> row) {
        Optional<WorkerLease> lease =
                optionalText(row, WORKER)
                        .map(worker -> new WorkerLease(worker, Instant.parse(text(row, UNTIL))));
        return StoredSaleMode.read(text(row, STATE), lease);
    }
}
