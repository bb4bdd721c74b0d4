package dev.netstock.ledger.norewind;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

/**
 * A wrong sync: it overwrites the available units with the ledger's net stock, in which the newest
 * orders are missing. To be used by one thread.
 *
 * @param world both sides
 */
record NaiveSync(World world) {
    private static final String NET =
            """
            SELECT sku, on_hand - samples - (taken - covered) AS net, supply FROM net_stock ORDER BY 1
            """;

    void round() {
        for (String row : world.ledger().rows(NET)) {
            set(List.of(row.split(" ")));
        }
    }

    private void set(List<String> row) {
        world.shop()
                .tables()
                .client()
                .updateItem(
                        request ->
                                request.tableName(world.shop().tables().names().netStock())
                                        .key(
                                                Map.of(
                                                        "sku", AttributeValue.fromS(row.get(0)),
                                                        "location", AttributeValue.fromS("east")))
                                        .updateExpression("SET available = :net, supply = :supply")
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":net", AttributeValue.fromN(row.get(1)),
                                                        ":supply",
                                                                AttributeValue.fromN(row.get(2)))));
    }
}
