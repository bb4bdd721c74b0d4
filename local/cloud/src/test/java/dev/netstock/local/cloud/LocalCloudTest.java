package dev.netstock.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.identity.AccessTokens;
import dev.netstock.local.identity.UserPool;
import dev.netstock.local.lambda.ExecutionEnvironmentInfo;
import dev.netstock.local.template.TemplateException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The whole cloud with a template that contains one resource of each type. */
@Isolated("It counts the processes of this JVM.")
class LocalCloudTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir static Path folder;
    static LocalCloud cloud;
    static List<ExecutionEnvironmentInfo> startedFunctions;
    static HttpClient http;
    static final LocalAwsClients CLIENTS = new LocalAwsClients(CloudOptions.DEFAULT_REGION);
    static final Details DETAILS = new Details();

    @BeforeAll
    static void start() throws IOException {
        Path assembly = StoreAssembly.in(folder.resolve("assembly"));
        cloud = LocalCloud.start(CloudOptions.inMemory(assembly, folder), DETAILS);
        startedFunctions = cloud.lambda().environments();
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        cloud.close();
    }

    @Test
    void call_whenTheTokenHasTheScope_reachesTheFunctionBehindTheRoute() throws IOException {
        var answer = caller(token("store/read")).call("GET", "/things/7");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode event = JSON.readTree(answer.body());
        assertThat(event.at("/routeKey").asText()).isEqualTo("GET /things/{id}");
        assertThat(event.at("/pathParameters/id").asText()).isEqualTo("7");
        assertThat(event.at("/requestContext/authorizer/jwt/claims/client_id").asText())
                .isEqualTo("client");
    }

    @Test
    void call_whenTheTokenIsMissingInvalidOrLacksTheScope_isRejected() {
        assertThat(caller("").call("GET", "/things/7").statusCode()).isEqualTo(401);
        assertThat(caller("not.a.token").call("GET", "/things/7").statusCode()).isEqualTo(401);
        assertThat(caller(token("store/write")).call("GET", "/things/7").statusCode())
                .isEqualTo(403);
        assertThat(caller(token("store/read")).call("GET", "/other").statusCode()).isEqualTo(404);
    }

    @Test
    void invoke_whenTheAwsClientNamesTheOutput_runsTheFunctionInTheTemplatesEnvironment()
            throws IOException {
        try (var lambda = CLIENTS.lambda(cloud.endpoints().lambda().orElseThrow())) {
            var answer =
                    lambda.invoke(
                            it ->
                                    it.functionName(output("FunctionArn"))
                                            .payload(
                                                    SdkBytes.fromUtf8String(
                                                            "{\"do\":\"describe\"}")));

            String described = answer.payload().asUtf8String();
            assertThat(described).contains("\"Store-Function\"");
            assertThat(JSON.readTree(described).findValue("TABLE").asText())
                    .isEqualTo("Store-Table");
        }
    }

    @Test
    void put_whenTheStreamsFunctionFails_theFailureQueueReceivesTheBatch() {
        try (var dynamoDb = CLIENTS.dynamoDb(cloud.endpoints().dynamoDb());
                var sqs = CLIENTS.sqs(cloud.endpoints().sqs().orElseThrow())) {
            dynamoDb.putItem(
                    it ->
                            it.tableName(output("Table"))
                                    .item(Map.of("id", AttributeValue.fromS("1"))));

            await().atMost(LIMIT)
                    .untilAsserted(
                            () ->
                                    assertThat(
                                                    sqs.receiveMessage(
                                                                    it ->
                                                                            it.queueUrl(
                                                                                    output(
                                                                                            "FailuresQueue")))
                                                            .messages())
                                            .singleElement()
                                            .extracting(message -> message.body())
                                            .asString()
                                            .contains("DDBStreamBatchInfo"));
        }
    }

    @Test
    void publish_whenAQueueAndAStreamAreSubscribed_reachesTheQueueAndTheBucket() {
        try (var sns = CLIENTS.sns(cloud.endpoints().sns().orElseThrow());
                var sqs = CLIENTS.sqs(cloud.endpoints().sqs().orElseThrow());
                var s3 = CLIENTS.s3(cloud.endpoints().s3().orElseThrow())) {
            sns.publish(it -> it.topicArn(output("SoldTopic")).message("sold"));

            await().atMost(LIMIT)
                    .until(
                            () ->
                                    sqs
                                            .receiveMessage(it -> it.queueUrl(output("SalesQueue")))
                                            .messages()
                                            .stream()
                                            .anyMatch(it -> it.body().equals("sold")));
            await().atMost(LIMIT)
                    .until(
                            () ->
                                    s3
                                            .listObjectsV2(it -> it.bucket(output("Shelf")))
                                            .contents()
                                            .stream()
                                            .anyMatch(it -> it.key().endsWith(".gz")));
        }
    }

    @Test
    void endpoints_whenServicesRun_areEnvironmentVariablesForAwsClients() {
        assertThat(cloud.endpoints().asVariables())
                .containsEntry(
                        "AWS_ENDPOINT_URL_SNS", cloud.endpoints().sns().orElseThrow().toString())
                .containsEntry(
                        "AWS_ENDPOINT_URL_S3", cloud.endpoints().s3().orElseThrow().toString())
                .containsKeys(
                        "AWS_ENDPOINT_URL_CLOUDWATCH",
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        "AWS_ENDPOINT_URL_LAMBDA",
                        "AWS_ENDPOINT_URL_SQS");
    }

    @Test
    void send_whenAQueueTriggersAFunction_theMessageIsProcessed() {
        try (var sqs = CLIENTS.sqs(cloud.endpoints().sqs().orElseThrow())) {
            sqs.sendMessage(it -> it.queueUrl(output("WorkQueue")).messageBody("{}"));

            await().atMost(LIMIT)
                    .untilAsserted(
                            () ->
                                    assertThat(
                                                    sqs.getQueueAttributes(
                                                                    it ->
                                                                            it.queueUrl(
                                                                                            output(
                                                                                                    "WorkQueue"))
                                                                                    .attributeNamesWithStrings(
                                                                                            "ApproximateNumberOfMessages",
                                                                                            "ApproximateNumberOfMessagesNotVisible"))
                                                            .attributesAsStrings()
                                                            .values())
                                            .containsOnly("0"));
        }
    }

    @Test
    void listEventSourceMappings_always_returnsTheFailureDestination() {
        try (var lambda = CLIENTS.lambda(cloud.endpoints().lambda().orElseThrow())) {
            var mappings = lambda.listEventSourceMappings().eventSourceMappings();

            assertThat(mappings)
                    .extracting(mapping -> mapping.functionArn())
                    .containsExactlyInAnyOrder(
                            output("FunctionArn"),
                            output("FunctionArn").replace("Function:live", "Broken"));
            assertThat(mappings)
                    .filteredOn(mapping -> mapping.destinationConfig() != null)
                    .singleElement()
                    .extracting(mapping -> mapping.destinationConfig().onFailure().destination())
                    .asString()
                    .endsWith(":Store-Failures");
        }
    }

    @Test
    void outputs_whenADeploymentWouldHaveUrls_containLocalUrls() {
        assertThat(output("ApiUrl")).isEqualTo(cloud.apiUrl() + "/");
        assertThat(output("TokenUrl")).isEqualTo(cloud.tokenUrl(pool()).toString());
    }

    @Test
    void start_always_startsNoFunction() {
        assertThat(startedFunctions).isEmpty();
    }

    @Test
    void start_whenTypesAndPropertiesAreIgnored_listsThemInAFileThatTheProgressNames()
            throws IOException {
        Path list = folder.resolve("logs").resolve(LocalCloud.IGNORED_LIST);

        assertThat(DETAILS.lines)
                .singleElement()
                .asString()
                .startsWith("2 resource types of the templates")
                .endsWith(list.toString());
        assertThat(Files.readAllLines(list))
                .contains(
                        "  AWS::IAM::Role",
                        "  AWS::KMS::Key",
                        "  AWS::DynamoDB::Table: BillingMode, SSESpecification",
                        "  AWS::Cognito::UserPool: MfaConfiguration")
                .filteredOn(line -> !line.isEmpty())
                .doesNotHaveDuplicates();
    }

    @Test
    void start_always_listensOnLoopbackOnly() throws IOException {
        List<URI> services =
                List.of(
                        cloud.apiUrl(),
                        cloud.tokenUrl(pool()),
                        cloud.endpoints().dynamoDb(),
                        cloud.endpoints().lambda().orElseThrow(),
                        cloud.endpoints().sqs().orElseThrow(),
                        cloud.endpoints().sns().orElseThrow(),
                        cloud.endpoints().s3().orElseThrow());

        for (URI service : services) {
            assertThat(ListeningPorts.isOpen(InetAddress.getLoopbackAddress(), service)).isTrue();
            for (InetAddress outward : ListeningPorts.outwardAddresses()) {
                assertThat(ListeningPorts.isOpen(outward, service))
                        .as("%s reached at %s", service, outward)
                        .isFalse();
            }
        }
    }

    @Test
    void start_whenATemplateIsUnsupported_stopsStartedParts() throws IOException {
        Path broken = StoreAssembly.in(folder.resolve("broken"));
        Path template = broken.resolve("store.template.json");
        Files.writeString(
                template, Files.readString(template).replace("AWS::KMS::Key", "AWS::Odd::Key"));
        long before = ProcessHandle.current().descendants().count();

        assertThatThrownBy(
                        () ->
                                LocalCloud.start(
                                        CloudOptions.inMemory(broken, folder), Progress.SILENT))
                .isInstanceOf(TemplateException.class)
                .hasMessage(
                        "The resource type AWS::Odd::Key is not supported (Store: Resources.Key)");
        await().atMost(LIMIT).until(() -> ProcessHandle.current().descendants().count() <= before);
    }

    private static ApiCaller caller(String token) {
        return new ApiCaller(http, cloud.apiUrl(), token);
    }

    private static String token(String scope) {
        var client = pool().client("client").orElseThrow();
        return new AccessTokens(pool(), InstantSource.system()).mint(client, List.of(scope));
    }

    private static UserPool pool() {
        return cloud.userPools().iterator().next();
    }

    private static String output(String key) {
        return cloud.outputs().getOrDefault(key, "");
    }

    static final class Details implements Progress {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void step(String what) {}

        @Override
        public void detail(String what) {
            lines.add(what);
        }
    }
}
