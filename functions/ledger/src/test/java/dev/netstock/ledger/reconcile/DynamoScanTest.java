package dev.netstock.ledger.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class DynamoScanTest {
    /** What an older copy lacks would look like a drift. */
    @Test
    void tables_areReadAsTheyAreNow() {
        List<SdkRequest> requests = new ArrayList<>();
        try (Shop shop = Shop.open();
                DynamoDbClient client = LocalTables.watched(requests::add)) {
            var names = shop.tables().names();
            var scan =
                    new DynamoScan(
                            client,
                            names.netStock(),
                            names.stockDeltas(),
                            names.allowances(),
                            DynamoNetStock.retries((_, _) -> {}),
                            10);
            Call call = Shop.call();
            scan.items(0, 1, Optional.empty(), call);
            scan.deltas(0, 1, Optional.empty(), call);
            scan.allowances(0, 1, Optional.empty(), call);
        }
        assertThat(requests)
                .hasSize(3)
                .allSatisfy(
                        request ->
                                assertThat(request)
                                        .isInstanceOfSatisfying(
                                                ScanRequest.class,
                                                scan ->
                                                        assertThat(scan.consistentRead())
                                                                .isTrue()));
    }
}
