package dev.netstock.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

class DynamoDbLocalTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final List<Write> WRITES =
            List.of(
                    new Write("PutItem", "Alpha", "{'TableName':'Alpha','Item':{'id':{'S':'1'}}}"),
                    new Write(
                            "UpdateItem",
                            "Alpha",
                            "{'TableName':'Alpha','Key':{'id':{'S':'1'}},'UpdateExpression':'SET n"
                                    + " = :n','ExpressionAttributeValues':{':n':{'N':'1'}}}"),
                    new Write(
                            "DeleteItem", "Alpha", "{'TableName':'Alpha','Key':{'id':{'S':'1'}}}"),
                    new Write(
                            "BatchWriteItem",
                            "Bravo",
                            "{'RequestItems':{'Bravo':[{'PutRequest':{'Item':{'id':{'S':'1'}}}}]}}"),
                    new Write(
                            "TransactWriteItems",
                            "Bravo",
                            "{'TransactItems':[{'Put':{'TableName':'Bravo','Item':{'id':{'S':'2'}}}}]}"),
                    new Write(
                            "TransactWriteItems",
                            "Alpha",
                            "{'TransactItems':[{'Update':{'TableName':'Alpha','Key':{'id':{'S':'1'}},'UpdateExpression':'SET"
                                + " n = :n','ExpressionAttributeValues':{':n':{'N':'1'}}}}]}"),
                    new Write(
                            "TransactWriteItems",
                            "Bravo",
                            "{'TransactItems':[{'Delete':{'TableName':'Bravo','Key':{'id':{'S':'2'}}}}]}"));

    private record Write(String action, String table, String body) {}

    @Test
    void close_always_stopsTheProcess() throws Exception {
        var dynamo = DynamoDbLocal.start();
        assertThat(listTables(dynamo.endpoint())).isEqualTo("{\"TableNames\":[]}");

        dynamo.close();

        ProcessHandle.of(dynamo.pid())
                .ifPresent(handle -> handle.onExit().orTimeout(5, TimeUnit.SECONDS).join());
        assertThatThrownBy(() -> listTables(dynamo.endpoint())).isInstanceOf(IOException.class);
    }

    @Test
    void writes_ofEachKind_areCountedForTheirTables() throws Exception {
        try (var dynamo = DynamoDbLocal.start()) {
            for (String table : List.of("Alpha", "Bravo", "Charlie")) {
                call(
                        dynamo.endpoint(),
                        "CreateTable",
                        "{'TableName':'%s','BillingMode':'PAY_PER_REQUEST','AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}],'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}]}"
                                .formatted(table));
            }
            for (Write write : WRITES) {
                long before = dynamo.writes().count(write.table());

                call(dynamo.endpoint(), write.action(), write.body());

                assertThat(dynamo.writes().awaitMore(write.table(), before, LIMIT))
                        .as(write.action())
                        .isTrue();
            }
            assertThat(dynamo.writes().count("Charlie")).isZero();
        }
    }

    @Test
    void definition_afterEachChange_isTheNewOne() throws Exception {
        try (var dynamo = DynamoDbLocal.start()) {
            String create =
                    "{'TableName':'Alpha','BillingMode':'PAY_PER_REQUEST','AttributeDefinitions':[{'AttributeName':'%s','AttributeType':'S'}],'KeySchema':[{'AttributeName':'%s','KeyType':'HASH'}]}";
            String put = "{'TableName':'Alpha','Item':{'%s':{'S':'1'}}}";
            call(dynamo.endpoint(), "CreateTable", create.formatted("id", "id"));
            assertThat(call(dynamo.endpoint(), "PutItem", put.formatted("id"))).isEqualTo("{}");

            call(
                    dynamo.endpoint(),
                    "UpdateTable",
                    "{'TableName':'Alpha','StreamSpecification':{'StreamEnabled':true,'StreamViewType':'NEW_IMAGE'}}");
            assertThat(description(dynamo)).contains("LatestStreamArn");
            call(
                    dynamo.endpoint(),
                    "UpdateTimeToLive",
                    "{'TableName':'Alpha','TimeToLiveSpecification':{'Enabled':true,'AttributeName':'ends'}}");
            assertThat(call(dynamo.endpoint(), "DescribeTimeToLive", "{'TableName':'Alpha'}"))
                    .contains("\"AttributeName\":\"ends\"");
            call(
                    dynamo.endpoint(),
                    "UpdateTable",
                    "{'TableName':'Alpha','AttributeDefinitions':[{'AttributeName':'day','AttributeType':'S'}],'GlobalSecondaryIndexUpdates':[{'Create':{'IndexName':'by-day','KeySchema':[{'AttributeName':'day','KeyType':'HASH'}],'Projection':{'ProjectionType':'ALL'}}}]}");
            assertThat(
                            await(
                                    () -> description(dynamo),
                                    it -> it.contains("\"IndexStatus\":\"ACTIVE\"")))
                    .contains("\"IndexStatus\":\"ACTIVE\"");

            call(dynamo.endpoint(), "DeleteTable", "{'TableName':'Alpha'}");
            assertThat(description(dynamo)).contains("ResourceNotFoundException");
            call(dynamo.endpoint(), "CreateTable", create.formatted("sku", "sku"));
            assertThat(call(dynamo.endpoint(), "PutItem", put.formatted("id")))
                    .contains("ValidationException");
            assertThat(call(dynamo.endpoint(), "PutItem", put.formatted("sku"))).isEqualTo("{}");
        }
    }

    private static String description(DynamoDbLocal dynamo) throws Exception {
        return call(dynamo.endpoint(), "DescribeTable", "{'TableName':'Alpha'}");
    }

    @Test
    void readsAndRefusedWrites_areNotCounted() throws Exception {
        try (var dynamo = DynamoDbLocal.start()) {
            call(
                    dynamo.endpoint(),
                    "CreateTable",
                    "{'TableName':'Alpha','BillingMode':'PAY_PER_REQUEST','AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}],'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}]}");
            call(dynamo.endpoint(), "GetItem", "{'TableName':'Alpha','Key':{'id':{'S':'1'}}}");
            call(
                    dynamo.endpoint(),
                    "PutItem",
                    "{'TableName':'Alpha','Item':{'id':{'S':'1'}},'ConditionExpression':'attribute_exists(id)'}");
            call(dynamo.endpoint(), "PutItem", "{'TableName':'Alpha','Item':{'id':{'S':'1'}}}");

            assertThat(dynamo.writes().awaitMore("Alpha", 0, LIMIT)).isTrue();
            assertThat(dynamo.writes().count("Alpha")).isEqualTo(1);
        }
    }

    @Test
    void restoreTableToPointInTime_hasTheItemsOfThatMoment() throws Exception {
        try (var dynamo = DynamoDbLocal.start()) {
            create(dynamo, "Alpha", ",'StreamSpecification':" + BOTH_IMAGES);
            put(dynamo, "Alpha", "changed", 1);
            put(dynamo, "Alpha", "deleted", 1);
            double moment = latest(dynamo, "Alpha");
            put(dynamo, "Alpha", "changed", 2);
            put(dynamo, "Alpha", "added", 1);
            call(dynamo.endpoint(), "DeleteItem", "{'TableName':'Alpha','Key':" + key("deleted"));

            assertThat(restore(dynamo, "Alpha", "Alpha-copy", moment))
                    .contains("\"TableName\":\"Alpha-copy\"");
            assertThat(call(dynamo.endpoint(), "Scan", "{'TableName':'Alpha-copy'}"))
                    .contains("\"Count\":2", "changed", "deleted", "{\"N\":\"1\"}")
                    .doesNotContain("{\"N\":\"2\"}");
            assertThat(restore(dynamo, "Alpha", "Alpha-copy", moment))
                    .contains("TableAlreadyExistsException");
            assertThat(restore(dynamo, "Alpha", "Alpha-early", 1))
                    .contains("InvalidRestoreTimeException");
            assertThat(restore(dynamo, "None", "None-copy", moment))
                    .contains("TableNotFoundException");
        }
    }

    @Test
    void restoreTableToPointInTime_ofItemsWithEmptyMaps_hasThem() throws Exception {
        try (var dynamo = DynamoDbLocal.start()) {
            create(dynamo, "Alpha", ",'StreamSpecification':" + BOTH_IMAGES);
            call(
                    dynamo.endpoint(),
                    "PutItem",
                    "{'TableName':'Alpha','Item':{'id':{'S':'row'},'m':{'M':{}},'o':{'M':{'i':{'M':{}}}},'l':{'L':[{'M':{}}]}}}");
            double moment = latest(dynamo, "Alpha");
            put(dynamo, "Alpha", "row", 2);

            restore(dynamo, "Alpha", "Alpha-copy", moment);

            assertThat(call(dynamo.endpoint(), "Scan", "{'TableName':'Alpha-copy'}"))
                    .contains(
                            "\"m\":{\"M\":{}}",
                            "\"o\":{\"M\":{\"i\":{\"M\":{}}}}",
                            "\"l\":{\"L\":[{\"M\":{}}]}");
        }
    }

    @Test
    void restoreTableToPointInTime_ofATableWithAnIndex_restoresTheIndexWithIt() throws Exception {
        try (var dynamo = DynamoDbLocal.start()) {
            create(
                    dynamo,
                    "Echo",
                    ",'StreamSpecification':"
                            + BOTH_IMAGES
                            + ",'GlobalSecondaryIndexes':[{'IndexName':'ById','KeySchema':"
                            + "[{'AttributeName':'id','KeyType':'HASH'}],"
                            + "'Projection':{'ProjectionType':'ALL'}}]");
            put(dynamo, "Echo", "row", 1);
            double moment = latest(dynamo, "Echo");

            restore(dynamo, "Echo", "Echo-copy", moment);

            assertThat(
                            call(
                                    dynamo.endpoint(),
                                    "Scan",
                                    "{'TableName':'Echo-copy','IndexName':'ById'}"))
                    .contains("\"Count\":1");
        }
    }

    /** Nothing is skipped silently. */
    @Test
    void restoreTableToPointInTime_withoutAStreamOrOldImages_isNotImplemented() throws Exception {
        try (var dynamo = DynamoDbLocal.start()) {
            create(dynamo, "Bravo", "");
            create(
                    dynamo,
                    "Delta",
                    ",'StreamSpecification':" + BOTH_IMAGES.replace("_AND_OLD", ""));
            put(dynamo, "Delta", "row", 1);
            double moment = latest(dynamo, "Delta");
            put(dynamo, "Delta", "row", 2);

            assertThat(
                            call(
                                    dynamo.endpoint(),
                                    "DescribeContinuousBackups",
                                    "{'TableName':'Bravo'}"))
                    .contains("NotImplemented", "without a stream: Bravo");
            assertThat(restore(dynamo, "Bravo", "Bravo-copy", moment)).contains("NotImplemented");
            assertThat(restore(dynamo, "Delta", "Delta-copy", moment))
                    .contains("NotImplemented", "no old images");
            assertThat(
                            call(
                                    dynamo.endpoint(),
                                    "RestoreTableToPointInTime",
                                    "{'SourceTableName':'Delta','TargetTableName':'Delta-copy','BillingModeOverride':'PROVISIONED'}"))
                    .contains("BillingModeOverride");
        }
    }

    private static final String BOTH_IMAGES =
            "{'StreamEnabled':true,'StreamViewType':'NEW_AND_OLD_IMAGES'}";

    private static void create(DynamoDbLocal dynamo, String table, String more) throws Exception {
        call(
                dynamo.endpoint(),
                "CreateTable",
                "{'TableName':'%s','BillingMode':'PAY_PER_REQUEST','AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}],'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}]%s}"
                        .formatted(table, more));
    }

    private static void put(DynamoDbLocal dynamo, String table, String id, int n) throws Exception {
        call(
                dynamo.endpoint(),
                "PutItem",
                "{'TableName':'%s','Item':{'id':{'S':'%s'},'n':{'N':'%d'}}}"
                        .formatted(table, id, n));
    }

    private static String key(String id) {
        return "{'id':{'S':'%s'}}}".formatted(id);
    }

    private static String restore(DynamoDbLocal dynamo, String from, String to, double moment)
            throws Exception {
        return call(
                dynamo.endpoint(),
                "RestoreTableToPointInTime",
                "{'SourceTableName':'%s','TargetTableName':'%s','RestoreDateTime':%.3f}"
                        .formatted(from, to, moment));
    }

    /** The latest moment, which has all writes so far. */
    private static double latest(DynamoDbLocal dynamo, String table) throws Exception {
        String described =
                call(
                        dynamo.endpoint(),
                        "DescribeContinuousBackups",
                        "{'TableName':'%s'}".formatted(table));
        assertThat(described).contains("\"PointInTimeRecoveryStatus\":\"ENABLED\"");
        return Double.parseDouble(
                described.replaceAll(".*\"LatestRestorableDateTime\":([0-9.]+).*", "$1"));
    }

    /** As in a build, whose later modules find the server that an earlier one has started. */
    @Test
    void sharedServer_whileItRuns_servesOtherProcesses_onLoopbackOnly() throws Exception {
        Process build =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                DynamoDbLocal.home().toString(),
                                SharedDynamoDb.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(Path.of("target", "shared-server.log").toFile())
                        .start();
        try {
            URI shared = await(SharedDynamoDb::ofBuild, Optional::isPresent).orElseThrow();

            assertThat(listTables(shared)).isEqualTo("{\"TableNames\":[]}");
            for (InetAddress address : outwardAddresses()) {
                assertThat(isOpen(address, shared.getPort())).as("%s", address).isFalse();
            }
        } finally {
            build.destroy();
        }
        assertThat(await(SharedDynamoDb::ofBuild, Optional::isEmpty)).isEmpty();
    }

    /** The value when the condition holds, or else the last one within the limit. */
    private static <T> T await(Callable<T> value, Predicate<T> condition) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        T now = value.call();
        while (!condition.test(now) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
            now = value.call();
        }
        return now;
    }

    private static List<InetAddress> outwardAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }

    private static boolean isOpen(InetAddress address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 500);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static String listTables(URI endpoint) throws IOException, InterruptedException {
        return call(endpoint, "ListTables", "{}");
    }

    /** Sends JSON with single quotes. */
    private static String call(URI endpoint, String action, String body)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(endpoint)
                            .header("Content-Type", "application/x-amz-json-1.0")
                            .header("X-Amz-Target", "DynamoDB_20120810." + action)
                            .header(
                                    "Authorization",
                                    "AWS4-HMAC-SHA256"
                                        + " Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
                                        + " SignedHeaders=host, Signature=0")
                            .header("X-Amz-Date", "20260101T000000Z")
                            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                            .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
