package dev.netstock.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.local.cloud.LocalAwsClients;
import dev.netstock.local.demo.CatalogueLoader.Loaded;
import dev.netstock.local.dynamodb.DynamoDbLocal;
import dev.netstock.local.s3.S3Local;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Loads while no file is imported, or only some of them. */
class CatalogueLoaderTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final Duration BRIEF = Duration.ofMillis(300);
    private static final Catalogue CATALOGUE =
            new Catalogue(
                    1,
                    List.of(
                            new Product(
                                    "A", "Tea", "Kitchen", 500, Map.of("shinjuku", 3, "umeda", 1)),
                            new Product("B", "Cup", "Kitchen", 800, Map.of("umeda", 0))));

    private static final DynamoDbLocal DYNAMO_DB = DynamoDbLocal.start();

    private final LocalAwsClients clients = new LocalAwsClients("ap-northeast-1");
    private final S3Local s3 = S3Local.start();
    private final DynamoDbClient tables = clients.dynamoDb(DYNAMO_DB.endpoint());
    private final S3Client files = clients.s3(s3.endpoint());
    private final CatalogueLoader loader =
            new CatalogueLoader(files, "files", tables, "CatalogueLoaderTest");

    @BeforeEach
    void createTable() {
        s3.createBucket("files");
        tables.createTable(
                table ->
                        table.tableName("CatalogueLoaderTest")
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .attributeDefinitions(
                                        List.of(attribute("sku"), attribute("location")))
                                .keySchema(
                                        List.of(
                                                key("sku", KeyType.HASH),
                                                key("location", KeyType.RANGE))));
    }

    @AfterEach
    void close() {
        tables.deleteTable(it -> it.tableName("CatalogueLoaderTest"));
        files.close();
        tables.close();
        s3.close();
    }

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    @Test
    void load_whenSomeSuppliesDoNotArrive_reportsThemAndContinues() {
        supply("A", "umeda");

        List<Loaded> progress = new ArrayList<>();

        Loaded loaded = loader.load(CATALOGUE, DAY, BRIEF, progress::add);

        assertThat(progress).isNotEmpty().allMatch(it -> it.arrived() == 1);
        assertThat(loaded.supplies()).isEqualTo(3);
        assertThat(loaded.inFlight()).containsExactly("A@shinjuku", "B@umeda");
        assertThat(loaded.line())
                .isEqualTo("2 of 3 supplies are still in flight: A@shinjuku, B@umeda");
        assertThat(files.listObjectsV2(it -> it.bucket("files")).contents()).isNotEmpty();
    }

    @Test
    void load_whenTheCatalogueIsLoaded_sendsNoFile() {
        supply("A", "shinjuku");
        supply("A", "umeda");
        supply("B", "umeda");

        assertThat(loader.load(CATALOGUE, DAY, BRIEF, _ -> {}).inFlight()).isEmpty();

        assertThat(files.listObjectsV2(it -> it.bucket("files")).contents()).isEmpty();
    }

    private void supply(String sku, String location) {
        tables.putItem(
                put ->
                        put.tableName("CatalogueLoaderTest")
                                .item(
                                        Map.of(
                                                "sku", AttributeValue.fromS(sku),
                                                "location", AttributeValue.fromS(location),
                                                "supply", AttributeValue.fromN("1"))));
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
