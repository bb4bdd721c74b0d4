package dev.netstock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.operator.command.OperatorCommand;
import dev.netstock.operator.stage.AwsClients;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.rds.RdsClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A restore drill on the local cloud, before and after events are lost. */
@ExtendWith(SharedCloud.class)
class RestoreDrillEndToEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String CAUSE = "order#D-1";

    private final RealCloud real;

    RestoreDrillEndToEndTest(RealCloud real) {
        this.real = real;
    }

    /** A command that has ended. */
    private record Ended(int exitCode, JsonNode report, String errors) {}

    @Test
    void drill_namesALossUnlessTheArchiveBringsItBack() throws Exception {
        real.supply("grater", "shinjuku", 10);
        Instant moment = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        await().atMost(LIMIT).until(() -> Instant.now().isAfter(moment));
        reserve();
        try (DynamoDbClient dynamo = real.clients().dynamoDb(real.cloud().endpoints().dynamoDb());
                S3Client s3 = real.clients().s3(real.cloud().endpoints().s3().orElseThrow())) {
            await().atMost(LIMIT).until(this::isPosted);
            await().atMost(LIMIT)
                    .pollInterval(500, TimeUnit.MILLISECONDS)
                    .until(() -> !objectsWithTheOrder(s3).isEmpty());
            SharedCloud.alone(() -> planted(moment.toString(), dynamo, s3));
        }
    }

    private void planted(String moment, DynamoDbClient dynamo, S3Client s3) throws Exception {
        Map<String, AttributeValue> row = row(dynamo);
        dynamo.deleteItem(it -> it.tableName(real.output("StockDeltasTable")).key(key()));
        try {
            fromTheArchive(moment);
            fromNowhere(moment, s3);
        } finally {
            dynamo.putItem(it -> it.tableName(real.output("StockDeltasTable")).item(row));
        }
        assertThat(dynamo.listTables().tableNames()).noneMatch(it -> it.contains("-drill-"));
    }

    private void fromTheArchive(String moment) throws IOException {
        Ended drill = drill("--at", moment);

        assertThat(drill.report().at("/replayed/onlyInArchive").asInt())
                .as(drill.errors())
                .isPositive();
        assertThat(missing(drill)).doesNotContain(CAUSE + "#0001");
    }

    private void fromNowhere(String moment, S3Client s3) throws IOException {
        Map<String, byte[]> originals = objectsWithTheOrder(s3);
        for (var object : originals.entrySet()) {
            put(s3, object.getKey(), without(object.getValue()));
        }
        try {
            Ended drill = drill("--at", moment);

            assertThat(drill.exitCode()).as(drill.errors()).isEqualTo(1);
            assertThat(drill.report().path("verdict").asText()).isEqualTo("missing");
            assertThat(missing(drill)).contains(CAUSE + "#0001");
            assertThat(drill.report().path("missingUnits").findValuesAsText("sku"))
                    .contains("grater");
        } finally {
            originals.forEach((name, bytes) -> put(s3, name, bytes));
        }
    }

    private static List<String> missing(Ended drill) {
        return drill.report().path("missingSteps").findValuesAsText("event");
    }

    /**
     * A drill that was interrupted after its restore leaves copies, which are named and deleted.
     */
    @Test
    void clean_deletesTheCopiesOfAnInterruptedDrill() throws Exception {
        SharedCloud.alone(
                () -> {
                    try (DynamoDbClient dynamo =
                            real.clients().dynamoDb(real.cloud().endpoints().dynamoDb())) {
                        String table = real.output("NetStockTable");
                        dynamo.restoreTableToPointInTime(
                                it ->
                                        it.sourceTableName(table)
                                                .targetTableName(table + "-drill-20261128030000")
                                                .restoreDateTime(Instant.now()));

                        Ended drill = drill();
                        assertThat(drill.exitCode()).isEqualTo(1);
                        assertThat(drill.errors())
                                .contains(
                                        "--at 2026-11-28T03:00:00Z", table + "-drill-", "--clean");
                        Ended clean = drill("--clean");
                        assertThat(clean.report().path("deleted").valueStream())
                                .extracting(JsonNode::asText)
                                .containsExactly(table + "-drill-20261128030000");
                        assertThat(dynamo.listTables().tableNames())
                                .contains(table)
                                .noneMatch(it -> it.contains("-drill-"));
                    }
                });
    }

    private void reserve() throws Exception {
        var answer =
                real.caller("netstock/reserve")
                        .call(
                                "PUT",
                                "/v1/orders/D-1/reservation",
                                "{\"lines\":[{\"sku\":\"grater\",\"quantity\":3}]}");
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    private boolean isPosted() throws Exception {
        try (var ledger = real.connectToLedger();
                var statement = ledger.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT count(*) FROM deltas WHERE order_id = 'D-1'")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    private static Map<String, AttributeValue> key() {
        return Map.of("cause", AttributeValue.fromS(CAUSE), "step", AttributeValue.fromS("0001"));
    }

    private Map<String, AttributeValue> row(DynamoDbClient dynamo) {
        return dynamo.getItem(it -> it.tableName(real.output("StockDeltasTable")).key(key()))
                .item();
    }

    private Map<String, byte[]> objectsWithTheOrder(S3Client s3) {
        String bucket = real.output("ArchiveBucket");
        Map<String, byte[]> found = new LinkedHashMap<>();
        s3.listObjectsV2Paginator(it -> it.bucket(bucket).prefix("events/"))
                .contents()
                .forEach(
                        object -> {
                            byte[] bytes =
                                    s3.getObjectAsBytes(it -> it.bucket(bucket).key(object.key()))
                                            .asByteArray();
                            if (lines(bytes).contains(CAUSE + "#")) {
                                found.put(object.key(), bytes);
                            }
                        });
        return found;
    }

    private void put(S3Client s3, String name, byte[] bytes) {
        s3.putObject(
                it -> it.bucket(real.output("ArchiveBucket")).key(name),
                RequestBody.fromBytes(bytes));
    }

    private static String lines(byte[] gzip) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError("Not a gzip file", e);
        }
    }

    private static byte[] without(byte[] gzip) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(
                    lines(gzip)
                            .lines()
                            .filter(line -> !line.contains(CAUSE + "#"))
                            .collect(Collectors.joining("\n"))
                            .getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private Ended drill(String... arguments) throws IOException {
        var out = new StringWriter();
        var errors = new StringWriter();
        var command = OperatorCommand.commandLine((_, _) -> operators());
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(errors, true));
        var all = new ArrayList<>(List.of("--stage", "dev", "--json", "restore-drill"));
        all.addAll(List.of(arguments));
        int exitCode = command.execute(all.toArray(String[]::new));
        JsonNode report =
                out.toString().isEmpty() ? JSON.nullNode() : JSON.readTree(out.toString());
        return new Ended(exitCode, report, errors.toString());
    }

    /** Clients with the endpoints of the cloud. */
    private AwsClients operators() {
        return new AwsClients(
                builder -> {
                    builder.endpointOverride(endpoint(builder));
                    builder.region(Region.AP_NORTHEAST_1);
                    builder.credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("test", "test")));
                });
    }

    private URI endpoint(AwsClientBuilder<?, ?> builder) {
        var endpoints = real.cloud().endpoints();
        Optional<URI> endpoint =
                switch (builder) {
                    case DynamoDbClientBuilder _ -> Optional.of(endpoints.dynamoDb());
                    case RdsClientBuilder _ -> endpoints.rds();
                    case LambdaClientBuilder _ -> endpoints.lambda();
                    case CloudFormationClientBuilder _ -> endpoints.cloudFormation();
                    default -> Optional.empty();
                };
        return endpoint.orElseThrow();
    }
}
