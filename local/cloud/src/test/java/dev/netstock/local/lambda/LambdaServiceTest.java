package dev.netstock.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.lambda.ExecutionEnvironmentInfo.State;
import dev.netstock.local.lambda.Invocation.Answered;
import dev.netstock.local.lambda.Invocation.EventTooLarge;
import dev.netstock.local.lambda.Invocation.Failed;
import dev.netstock.local.lambda.Invocation.NoSuchFunction;
import dev.netstock.local.lambda.Invocation.Ran;
import dev.netstock.local.lambda.Invocation.Throttled;
import dev.netstock.local.lambda.probe.UnmakeableHandler;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** A real function in real JVMs. */
class LambdaServiceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** No environment is stopped during a test, although surplus ones are stopped sooner. */
    private static final Duration LONG_IDLE = Duration.ofHours(1);

    @TempDir static Path folder;
    static LambdaService lambda;
    static Path zip;
    static final Queue<String> LINES = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() throws IOException {
        zip = ProbeFunction.zip(folder);
        LambdaLimits usual = LambdaLimits.defaults();
        lambda =
                LambdaService.start(
                        ProbeFunction.options(folder)
                                .withLimits(
                                        limits(
                                                usual.environmentsPerFunction(),
                                                usual.environmentWait(),
                                                LONG_IDLE))
                                .withLogReader(LINES::add)
                                .withMachineEnvironment(
                                        Map.of("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9")));
    }

    @AfterAll
    static void stop() {
        lambda.close();
    }

    private static void deploy(String name) {
        lambda.deploy(ProbeFunction.definition(name, zip));
    }

    private static JsonNode answer(String function, String event) throws IOException {
        Invocation invocation = lambda.invoke(function, event);
        assertThat(invocation).isInstanceOf(Answered.class);
        return JSON.readTree(((Answered) invocation).payload());
    }

    private static JsonNode failure(String function, String event) throws IOException {
        Invocation invocation = lambda.invoke(function, event);
        assertThat(invocation).isInstanceOf(Failed.class);
        return JSON.readTree(((Failed) invocation).payload());
    }

    private static String event(String what) {
        return "{\"do\":\"" + what + "\"}";
    }

    @Test
    void invoke_again_reusesTheEnvironment() throws IOException {
        deploy("reused");
        assertThat(lambda.environments()).noneMatch(info -> info.function().equals("reused"));

        JsonNode first = answer("reused", event("describe"));
        JsonNode second = answer("reused", event("describe"));

        assertThat(first.get("calls").asInt()).isEqualTo(1);
        assertThat(second.get("calls").asInt()).isEqualTo(2);
        assertThat(second.get("pid")).isEqualTo(first.get("pid"));
        assertThat(lambda.environments())
                .filteredOn(info -> info.function().equals("reused"))
                .singleElement()
                .satisfies(info -> assertThat(info.pid()).isEqualTo(first.get("pid").asLong()))
                .satisfies(info -> assertThat(info.state()).isEqualTo(State.IDLE));
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
    @Test
    void invoke_always_providesLambdasEnvironment() throws IOException {
        deploy("described");

        JsonNode seen = answer("described:live", event("describe"));

        assertThat(seen.get("function").asText()).isEqualTo("described");
        assertThat(seen.get("version").asText()).isEqualTo("7");
        assertThat(seen.get("arn").asText())
                .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:described:live");
        assertThat(seen.get("remainingMillis").asInt()).isBetween(20_000, 30_000);
        assertThat(seen.get("maximumHeapMb").asInt()).isBetween(200, 217);
        JsonNode environment = seen.get("environment");
        assertThat(environment.get("COLOUR").asText()).isEqualTo("green");
        assertThat(environment.get("AWS_ENDPOINT_URL_DYNAMODB").asText())
                .isEqualTo("http://127.0.0.1:9");
        assertThat(environment.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").asText()).isEqualTo("256");
        assertThat(environment.get("AWS_REGION").asText()).isEqualTo("us-east-1");
        assertThat(environment.get("LAMBDA_TASK_ROOT").asText())
                .isEqualTo(seen.get("workingFolder").asText());
        assertThat(environment.has("HOME")).isFalse();
    }

    @Test
    void invoke_whileAnotherEventIsInFlight_startsAnotherEnvironment() throws Exception {
        deploy("scaled");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 2)
                    .mapToObj(
                            _ ->
                                    CompletableFuture.supplyAsync(
                                            () ->
                                                    lambda.invoke(
                                                            "scaled",
                                                            "{\"do\":\"pause\",\"millis\":1500}"),
                                            threads))
                    .toList()
                    .forEach(
                            invocation ->
                                    assertThat(invocation.join()).isInstanceOf(Answered.class));
        }
        assertThat(lambda.environments())
                .filteredOn(info -> info.function().equals("scaled"))
                .hasSize(2);
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/java-exceptions.html
    @Test
    void invoke_whenTheHandlerThrows_reportsTheException() throws IOException {
        deploy("thrown");

        JsonNode failure = failure("thrown", event("throw"));

        assertThat(failure.get("errorMessage").asText()).isEqualTo("as asked");
        assertThat(failure.get("errorType").asText())
                .isEqualTo("java.lang.IllegalArgumentException");
        assertThat(failure.get("stackTrace")).isNotEmpty();
        assertThat(answer("thrown", event("describe")).get("calls").asInt()).isEqualTo(2);
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html#troubleshooting-timeouts
    @Test
    void invoke_whenTheFunctionTimesOut_killsItAndReportsTheTimeout() throws IOException {
        lambda.deploy(
                new DefinitionChange(ProbeFunction.definition("hung", zip))
                        .timeout(Duration.ofSeconds(5)));
        long pid = answer("hung", event("describe")).get("pid").asLong();

        JsonNode failure = failure("hung", event("hang"));

        assertThat(failure.get("errorType").asText()).isEqualTo("Sandbox.Timedout");
        assertThat(failure.get("errorMessage").asText())
                .matches("RequestId: [0-9a-f-]{36} Error: Task timed out after 5.00 seconds");
        await().atMost(LIMIT).until(() -> ProcessHandle.of(pid).isEmpty());
        assertThat(answer("hung", event("describe")).get("calls").asInt()).isEqualTo(1);
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
    @Test
    void invoke_whenTheFunctionExits_reportsTheExitStatus() throws IOException {
        deploy("exited");

        JsonNode failure = failure("exited", event("exit"));

        assertThat(failure.get("errorType").asText()).isEqualTo("Runtime.ExitError");
        assertThat(failure.get("errorMessage").asText())
                .endsWith("Error: Runtime exited with error: exit status 3");
        assertThat(answer("exited", event("describe")).get("calls").asInt()).isEqualTo(1);
    }

    @Test
    void invoke_whenItsJvmIsKilled_reportsTheSignalAndTheNextCallWorks() throws IOException {
        deploy("killed");
        long pid = answer("killed", event("describe")).get("pid").asLong();
        CompletableFuture<Invocation> call =
                CompletableFuture.supplyAsync(() -> lambda.invoke("killed", event("hang")));
        await().atMost(LIMIT).until(() -> isBusy(pid));

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        Invocation invocation = call.join();
        assertThat(invocation).isInstanceOf(Failed.class);
        assertThat(JSON.readTree(((Failed) invocation).payload()).get("errorMessage").asText())
                .endsWith("Error: Runtime exited with error: signal: killed");
        assertThat(answer("killed", event("describe")).get("pid").asLong()).isNotEqualTo(pid);
    }

    private static boolean isBusy(long pid) {
        return lambda.environments().stream()
                .anyMatch(info -> info.pid() == pid && info.state() == State.BUSY);
    }

    @Test
    void invoke_afterAnIdleEnvironmentWasKilled_startsAnother() throws IOException {
        deploy("idle-killed");
        long pid = answer("idle-killed", event("describe")).get("pid").asLong();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().atMost(LIMIT).until(() -> ProcessHandle.of(pid).isEmpty());

        assertThat(answer("idle-killed", event("describe")).get("calls").asInt()).isEqualTo(1);
    }

    @Test
    void invoke_whenTheHandlerCannotBeCreated_reportsTheInitError() throws IOException {
        lambda.deploy(
                new DefinitionChange(ProbeFunction.definition("unmakeable", zip))
                        .handler(UnmakeableHandler.class.getName()));

        JsonNode failure = failure("unmakeable", "{}");

        assertThat(failure.get("errorType").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failure.get("errorMessage").asText()).isEqualTo("NET_STOCK_TABLE is not set");
    }

    @Test
    void invoke_whenTheHandlerDoesNotExist_reportsTheMissingClass() throws IOException {
        lambda.deploy(
                new DefinitionChange(ProbeFunction.definition("unnamed", zip))
                        .handler("dev.netstock.Nowhere"));

        assertThat(failure("unnamed", "{}").get("errorType").asText())
                .isEqualTo("java.lang.ClassNotFoundException");
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    @Test
    void invoke_whenTheResponseExceeds6Mb_failsAndKeepsTheEnvironment() throws IOException {
        deploy("large");

        JsonNode failure = failure("large", event("large"));

        assertThat(failure.get("errorType").asText()).isEqualTo("Function.ResponseSizeTooLarge");
        assertThat(answer("large", event("describe")).get("calls").asInt()).isEqualTo(2);
    }

    @Test
    void invoke_whenTheEventExceeds6Mb_isRejected() {
        deploy("fed");

        Invocation invocation = lambda.invoke("fed", "\"" + "x".repeat(6 * 1024 * 1024) + "\"");

        assertThat(invocation).isEqualTo(new EventTooLarge(6 * 1024 * 1024 + 2));
    }

    @Test
    void invoke_whenTheQualifierIsUnknown_findsNoFunction() {
        deploy("qualified");

        assertThat(lambda.invoke("qualified:live", "{}")).isInstanceOf(Answered.class);
        assertThat(lambda.invoke("qualified:7", "{}")).isInstanceOf(Answered.class);
        assertThat(lambda.invoke("qualified:8", "{}"))
                .isEqualTo(
                        new NoSuchFunction(
                                "arn:aws:lambda:us-east-1:000000000000:function:qualified:8"));
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
    @Test
    void invoke_beyondTheReservedConcurrency_isThrottled() {
        lambda.deploy(new DefinitionChange(ProbeFunction.definition("reserved", zip)).reserved(1));
        CompletableFuture<Invocation> call =
                CompletableFuture.supplyAsync(
                        () -> lambda.invoke("reserved", "{\"do\":\"pause\",\"millis\":1500}"));
        await().atMost(LIMIT)
                .until(
                        () ->
                                lambda.environments().stream()
                                        .anyMatch(info -> info.function().equals("reserved")));

        assertThat(lambda.invoke("reserved", "{}"))
                .isEqualTo(
                        new Throttled(
                                Throttled.Reason
                                        .ReservedFunctionConcurrentInvocationLimitExceeded));
        assertThat(call.join()).isInstanceOf(Answered.class);
        assertThat(lambda.invoke("reserved", "{}")).isInstanceOf(Answered.class);
    }

    @Test
    void invoke_whenTheFunctionPrints_logsItBetweenStartAndEnd() throws IOException {
        deploy("printer");

        var ran = (Ran) lambda.invoke("printer", "{\"do\":\"print\",\"text\":\"hello\"}");

        String log = Files.readString(folder.resolve("logs/printer.log"));
        assertThat(log)
                .containsSubsequence(
                        "INIT_START ",
                        "START RequestId: ",
                        "Version: 7\n",
                        "hello\n",
                        "END RequestId: ",
                        "REPORT RequestId: ",
                        "\tDuration: ",
                        " ms\tBilled Duration: ",
                        "\tMemory Size: 256 MB\tMax Memory Used: ",
                        "\tInit Duration: ");
        assertThat(ran.report().logTail()).isEqualTo(log);
        assertThat(LINES).contains("hello", "END RequestId: " + ran.report().requestId());
    }

    @Test
    void deploy_withOtherSettings_appliesFromTheNextCall() throws IOException {
        deploy("changed");
        answer("changed", event("describe"));

        lambda.deploy(
                new DefinitionChange(ProbeFunction.definition("changed", zip))
                        .environment(Map.of("COLOUR", "blue")));

        assertThat(answer("changed", event("describe")).get("environment").get("COLOUR").asText())
                .isEqualTo("blue");
    }

    private static LambdaService service(int environments, Duration wait, Duration idle) {
        return LambdaService.start(
                ProbeFunction.options(folder).withLimits(limits(environments, wait, idle)));
    }

    private static LambdaLimits limits(int environments, Duration wait, Duration idle) {
        LambdaLimits usual = LambdaLimits.defaults();
        return new LambdaLimits(
                usual.accountConcurrency(), environments, wait, idle, usual.retryDelays(), false);
    }

    /** Invokes a function several times at once, and returns the results. */
    private static List<Invocation> invokeAtOnce(
            LambdaService service, List<String> functions, String event) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return functions.stream()
                    .map(
                            function ->
                                    CompletableFuture.supplyAsync(
                                            () -> service.invoke(function, event), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    @Test
    void deploy_always_startsNoJvm() {
        try (var service = service(8, LIMIT, LIMIT)) {
            service.deploy(ProbeFunction.definition("lazy", zip));

            assertThat(service.environments()).isEmpty();
        }
    }

    @Test
    void invoke_ofShortEventsAtOnce_doesNotStartAnEnvironmentForEach() {
        try (var service = service(8, LIMIT, LONG_IDLE)) {
            service.deploy(ProbeFunction.definition("short", zip));

            assertThat(invokeAtOnce(service, Collections.nCopies(8, "short"), "{}"))
                    .allMatch(Answered.class::isInstance);

            // One, and another one on a machine so busy that events wait for a quarter of a second.
            assertThat(service.environments()).hasSizeBetween(1, 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"arn:queue, 2, 2", "arn:queue.fifo, 3, 5"})
    void invoke_behindAMapping_startsSoManyEnvironmentsAtMost(String queue, int least, int most) {
        try (var service = service(8, LIMIT, LONG_IDLE)) {
            service.deploy(ProbeFunction.definition("consumer", zip));
            service.list(new ListedMapping("1", "consumer", queue, Optional.empty()));

            // Each waits for a second or two before the next environment starts.
            invokeAtOnce(
                    service,
                    Collections.nCopies(4 * most, "consumer"),
                    "{\"do\":\"pause\",\"millis\":1500}");

            // Fewer on a machine so busy that all events are done before the last one has started.
            assertThat(service.environments()).hasSizeBetween(least, most);
        }
    }

    @Test
    void invoke_ofManyFunctionsAtOnce_startsAsManyJvmsAtOnceAsThereAreCores() throws Exception {
        List<String> names = IntStream.range(0, 8).mapToObj(it -> "function-" + it).toList();
        int cores = Math.max(2, Runtime.getRuntime().availableProcessors());
        try (var service = service(1, LIMIT, LIMIT)) {
            names.forEach(it -> service.deploy(ProbeFunction.definition(it, zip)));
            var calls = CompletableFuture.supplyAsync(() -> invokeAtOnce(service, names, "{}"));

            long most = 0;
            while (!calls.isDone()) {
                most =
                        Math.max(
                                most,
                                service.environments().stream()
                                        .filter(it -> it.state() == State.STARTING)
                                        .count());
            }

            assertThat(calls.join()).allMatch(Answered.class::isInstance);
            assertThat(most).isBetween(1L, (long) cores);
        }
    }

    @Test
    void invoke_whenNoEnvironmentBecomesFree_isThrottled() {
        try (var service = service(1, Duration.ofMillis(300), LIMIT)) {
            service.deploy(ProbeFunction.definition("busy", zip));
            service.invoke("busy", "{}");

            assertThat(
                            invokeAtOnce(
                                    service,
                                    List.of("busy", "busy"),
                                    "{\"do\":\"pause\",\"millis\":1500}"))
                    .contains(new Throttled(Throttled.Reason.ConcurrentInvocationLimitExceeded))
                    .hasAtLeastOneElementOfType(Answered.class);
        }
    }

    @Test
    void idleEnvironment_afterTheIdleTime_isStopped() {
        try (var service = service(1, LIMIT, Duration.ofMillis(1))) {
            service.deploy(ProbeFunction.definition("idle", zip));
            service.invoke("idle", "{}");

            await().atMost(LIMIT).until(() -> service.environments().isEmpty());
            assertThat(service.invoke("idle", "{}")).isInstanceOf(Answered.class);
        }
    }

    @Test
    void idleEnvironment_besideAnother_isStoppedSooner() throws IOException {
        try (var service = service(2, LIMIT, Duration.ofMinutes(1))) {
            service.deploy(ProbeFunction.definition("surplus", zip));
            invokeAtOnce(
                    service, List.of("surplus", "surplus"), "{\"do\":\"pause\",\"millis\":1500}");
            // One may be stopped already.
            assertThat(Files.readString(folder.resolve("logs/surplus.log")).lines())
                    .filteredOn(line -> line.startsWith("INIT_START "))
                    .hasSize(2);

            await().atMost(Duration.ofSeconds(30)).until(() -> service.environments().size() == 1);
        }
    }

    @Test
    void close_always_stopsEveryJvm() {
        var service = LambdaService.start(ProbeFunction.options(folder.resolve("closed")));
        service.deploy(ProbeFunction.definition("closed", zip));
        service.invoke("closed", "{}");
        long pid = service.environments().getFirst().pid();

        service.close();

        await().atMost(LIMIT).until(() -> ProcessHandle.of(pid).isEmpty());
    }

    /** A definition with one change. */
    private record DefinitionChange(FunctionDefinition from) {
        FunctionDefinition timeout(Duration timeout) {
            return with(from.handler(), timeout, from.environment(), from.reservedConcurrency());
        }

        FunctionDefinition handler(String handler) {
            return with(handler, from.timeout(), from.environment(), from.reservedConcurrency());
        }

        FunctionDefinition environment(Map<String, String> environment) {
            return with(from.handler(), from.timeout(), environment, from.reservedConcurrency());
        }

        FunctionDefinition reserved(int concurrency) {
            return with(
                    from.handler(),
                    from.timeout(),
                    from.environment(),
                    OptionalInt.of(concurrency));
        }

        private FunctionDefinition with(
                String handler,
                Duration timeout,
                Map<String, String> environment,
                OptionalInt reserved) {
            return new FunctionDefinition(
                    from.name(),
                    from.zip(),
                    handler,
                    from.memoryMb(),
                    timeout,
                    environment,
                    reserved,
                    from.version(),
                    from.aliases(),
                    from.snapStart());
        }
    }
}
