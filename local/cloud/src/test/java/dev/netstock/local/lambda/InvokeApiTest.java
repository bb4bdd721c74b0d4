package dev.netstock.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.AwsRequests;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The Invoke API with the client of the AWS SDK.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
class InvokeApiTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir static Path folder;
    static LambdaService lambda;
    static LambdaClient client;

    @BeforeAll
    static void start() throws IOException {
        var quickRetries =
                new LambdaLimits(
                        10,
                        2,
                        LIMIT,
                        Duration.ofMinutes(1),
                        List.of(Duration.ofMillis(20), Duration.ofMillis(20)),
                        false);
        lambda = LambdaService.start(LambdaOptions.in(folder).withLimits(quickRetries));
        Path zip = ProbeFunction.zip(folder);
        lambda.deploy(ProbeFunction.definition("probe", zip));
        lambda.deploy(ProbeFunction.definition("later", zip));
        lambda.deploy(closed(ProbeFunction.definition("closed", zip)));
        client =
                LambdaClient.builder()
                        .endpointOverride(lambda.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("local", "local")))
                        .httpClient(UrlConnectionHttpClient.create())
                        .overrideConfiguration(
                                settings -> settings.retryStrategy(RetryMode.STANDARD))
                        .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        lambda.close();
    }

    private static FunctionDefinition closed(FunctionDefinition from) {
        return new FunctionDefinition(
                from.name(),
                from.zip(),
                from.handler(),
                from.memoryMb(),
                from.timeout(),
                from.environment(),
                OptionalInt.of(0),
                from.version(),
                from.aliases(),
                from.snapStart());
    }

    private static InvokeRequest.Builder request(String function, String event) {
        return InvokeRequest.builder()
                .functionName(function)
                .payload(SdkBytes.fromUtf8String(event));
    }

    @Test
    void environments_afterACall_areListedWithTheirProcessId() throws Exception {
        client.invoke(request("probe", "{}").build());

        var requested =
                HttpRequest.newBuilder(lambda.endpoint().resolve("/local/environments")).build();
        try (var http = HttpClient.newHttpClient()) {
            String answer = http.send(requested, BodyHandlers.ofString()).body();
            assertThat(new ObjectMapper().readTree(answer).path("environments"))
                    .anySatisfy(
                            each -> {
                                assertThat(each.path("function").asText()).isEqualTo("probe");
                                assertThat(ProcessHandle.of(each.path("pid").asLong())).isPresent();
                            });
        }
    }

    @Test
    void invoke_ofAnAlias_returnsItsVersion() {
        InvokeResponse response =
                client.invoke(request("probe", "{\"a\":\"é\"}").qualifier("live").build());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.executedVersion()).isEqualTo("7");
        assertThat(response.functionError()).isNull();
        assertThat(response.payload().asUtf8String()).isEqualTo("{\"a\":\"é\"}");
    }

    @Test
    void invoke_byArn_reachesTheFunction() {
        String arn = "arn:aws:lambda:us-east-1:000000000000:function:probe:live";

        assertThat(client.invoke(request(arn, "[]").build()).functionError())
                .isEqualTo("Unhandled");
        assertThat(client.invoke(request(arn, "{}").build()).payload().asUtf8String())
                .isEqualTo("{}");
    }

    @Test
    void invoke_whenTheLogIsRequested_returnsItsTail() {
        InvokeResponse response =
                client.invoke(
                        request("probe", "{\"do\":\"print\",\"text\":\"hello\"}")
                                .logType(LogType.TAIL)
                                .build());

        byte[] tail = Base64.getDecoder().decode(response.logResult());
        assertThat(new String(tail, StandardCharsets.UTF_8))
                .containsSubsequence("START RequestId", "hello", "END RequestId", "REPORT");
    }

    @Test
    void invoke_ofAnUnknownFunction_isNotFound() {
        assertThatThrownBy(() -> client.invoke(request("nobody", "{}").build()))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining(
                        "Function not found:"
                                + " arn:aws:lambda:us-east-1:000000000000:function:nobody");
    }

    @Test
    void invoke_beyondTheConcurrency_isThrottledWithAReason() {
        assertThatThrownBy(() -> client.invoke(request("closed", "{}").build()))
                .isInstanceOfSatisfying(
                        TooManyRequestsException.class,
                        refusal ->
                                assertThat(refusal.reasonAsString())
                                        .isEqualTo(
                                                "ReservedFunctionConcurrentInvocationLimitExceeded"));
    }

    @Test
    void invoke_withInvalidJson_isRejected() {
        assertThatThrownBy(() -> client.invoke(request("probe", "{").build()))
                .isInstanceOf(InvalidRequestContentException.class);
    }

    @Test
    void invoke_withMoreThan6Mb_isRejected() {
        String large = "\"" + "x".repeat(6 * 1024 * 1024) + "\"";

        assertThatThrownBy(() -> client.invoke(request("probe", large).build()))
                .isInstanceOf(RequestTooLargeException.class);
    }

    @Test
    void invoke_asDryRun_runsNothing() {
        InvokeResponse response =
                client.invoke(
                        request("later", "{}").invocationType(InvocationType.DRY_RUN).build());

        assertThat(response.statusCode()).isEqualTo(204);
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
    @Test
    void invoke_asynchronouslyWithAFailure_isTriedThreeTimes() {
        InvokeResponse response =
                client.invoke(
                        request("later", "{\"do\":\"throw\"}")
                                .invocationType(InvocationType.EVENT)
                                .build());

        assertThat(response.statusCode()).isEqualTo(202);
        await().atMost(LIMIT).until(() -> starts("later") == 3);
        await().during(Duration.ofMillis(200)).until(() -> starts("later") == 3);
    }

    private static long starts(String function) throws IOException {
        Path log = folder.resolve("logs").resolve(function + ".log");
        return Files.readString(log)
                .lines()
                .filter(line -> line.startsWith("START RequestId"))
                .count();
    }

    // https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
    @Test
    void getFunction_ofADeployedFunction_returnsItsConfiguration() {
        var configuration =
                client.getFunction(get -> get.functionName("probe").qualifier("live"))
                        .configuration();

        assertThat(configuration.functionName()).isEqualTo("probe");
        assertThat(configuration.memorySize()).isEqualTo(256);
        assertThat(configuration.environment().variables()).containsEntry("COLOUR", "green");
        assertThat(client.listFunctions().functions())
                .extracting(function -> function.functionName())
                .containsExactly("closed", "later", "probe");
    }

    /**
     * The responses of Lambda to invalid requests.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "probe                     | {}   | X-Amz-Log-Type: None              | 200 | ",
                "probe                     | {}   | X-Amz-Invocation-Type: DryRun     | 204 | ",
                "probe                     | {}   | X-Amz-Invocation-Type: event      | 400"
                        + " | ValidationException",
                "probe                     | {}   | X-Amz-Log-Type: Head              | 400"
                        + " | ValidationException",
                "probe                     | {    | X-Amz-Log-Type: None              | 400"
                        + " | InvalidRequestContentException",
                "probe                     | {} x | X-Amz-Log-Type: None              | 400"
                        + " | InvalidRequestContentException",
                "probe                     | {}   | X-Amz-Client-Context: e30=        | 501"
                        + " | NotImplemented",
                "none                      | {}   | X-Amz-Log-Type: None              | 404"
                        + " | ResourceNotFoundException",
                "probe?Qualifier=none      | {}   | X-Amz-Log-Type: None              | 404"
                        + " | ResourceNotFoundException",
                "probe:one?Qualifier=other | {}   | X-Amz-Log-Type: None              | 400"
                        + " | InvalidParameterValueException",
                "probe?Version=1           | {}   | X-Amz-Log-Type: None              | 501"
                        + " | NotImplemented",
            })
    void response_toEachRequest_equalsLambda(
            String function, String event, String header, int status, String error)
            throws IOException, InterruptedException {
        String[] name = function.split("\\?", 2);
        String query = name.length == 2 ? "?" + name[1] : "";
        String[] pair = header.split(": ", 2);
        var answer =
                AwsRequests.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                lambda.endpoint()
                                                        + "/2015-03-31/functions/"
                                                        + name[0]
                                                        + "/invocations"
                                                        + query))
                                .header(pair[0], pair[1])
                                .POST(BodyPublishers.ofString(event)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType"))
                .isEqualTo(Optional.ofNullable(error));
    }
}
