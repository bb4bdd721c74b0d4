package dev.netstock.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.almworks.sqlite4java.SQLite;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.dynamodb.services.local.shared.access.TableInfo;

import java.util.List;
import java.util.concurrent.CompletableFuture;

class DatabaseTest {
    @BeforeAll
    static void library() {
        SQLite.setLibraryPath(DynamoDbLocal.serverJars().toString());
    }

    /** A transaction keeps other readers of its database waiting. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void definition_readInATransactionThatAnotherReaderWaitsFor_isAnswered() {
        var database = new Database();
        create(database, "Alpha");
        database.beginTransaction("transaction");
        var waiting = new CompletableFuture<@Nullable TableInfo>();
        Thread reader =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> waiting.complete(database.getTableInfo("Alpha")));
        while (reader.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        assertThat(database.getTableInfo("Alpha")).isNotNull();

        database.rollbackTransaction();
        assertThat(waiting.join()).isNotNull();
        database.close();
    }

    private static void create(Database database, String table) {
        AttributeDefinition sku = text("sku");
        AttributeDefinition location = text("location");
        database.createTable(
                table,
                sku,
                location,
                List.of(sku, location),
                List.of(),
                List.of(),
                ProvisionedThroughput.builder()
                        .readCapacityUnits(0L)
                        .writeCapacityUnits(0L)
                        .build(),
                OnDemandThroughput.builder()
                        .maxReadRequestUnits(-1L)
                        .maxWriteRequestUnits(-1L)
                        .build(),
                BillingMode.PAY_PER_REQUEST,
                false,
                StreamSpecification.builder().streamEnabled(false).build());
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
