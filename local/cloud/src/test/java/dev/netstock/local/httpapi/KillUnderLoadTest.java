package dev.netstock.local.httpapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netstock.local.lambda.ExecutionEnvironmentInfo;
import dev.netstock.local.lambda.ExecutionEnvironmentInfo.State;
import dev.netstock.local.lambda.LambdaService;
import dev.netstock.local.lambda.ProbeFunction;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Functions are killed during calls under load. */
class KillUnderLoadTest {
    private static final int CALLERS = 3;
    private static final int KILLS = 5;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path folder;
    private LambdaService lambda;
    private HttpApiServer api;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Queue<HttpResponse<String>> answers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();

    @BeforeEach
    void start() throws IOException {
        lambda = LambdaService.start(ProbeFunction.options(folder));
        lambda.deploy(ProbeFunction.definition("probe", ProbeFunction.zip(folder)));
        var route =
                new RouteDefinition(
                        "POST /do",
                        "probe",
                        RouteDefinition.LONGEST,
                        Optional.empty(),
                        Set.of(),
                        Optional.empty());
        var definition = new HttpApiDefinition("api", "$default", List.of(route), Optional.empty());
        api =
                HttpApiServer.start(
                        definition,
                        0,
                        new DoingInvoker(lambda),
                        _ -> {
                            throw new IOException("No keys");
                        });
    }

    @AfterEach
    void stop() {
        api.close();
        lambda.close();
    }

    @Test
    void kill_duringACall_returns500ForThatCallOnly() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> calls =
                    IntStream.range(0, CALLERS)
                            .mapToObj(_ -> callers.submit(this::callUntilOver))
                            .toList();
            for (int i = 0; i < KILLS; i++) {
                killOne();
            }
            over.set(true);
            for (Future<Integer> call : calls) {
                call.get();
            }
        }

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 500);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 500)
                .hasSizeBetween(1, KILLS)
                .allSatisfy(
                        answer ->
                                assertThat(answer.body())
                                        .isEqualTo("{\"message\":\"Internal Server Error\"}"));
        assertThat(call().statusCode()).isEqualTo(200);
    }

    private int callUntilOver() throws IOException, InterruptedException {
        int count = 0;
        while (!over.get()) {
            answers.add(call());
            count++;
        }
        return count;
    }

    private HttpResponse<String> call() throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(api.url().resolve("/do"))
                        .POST(BodyPublishers.ofString("{\"do\":\"pause\",\"millis\":20}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private void killOne() {
        long pid = await().atMost(LIMIT).until(this::busy, Optional::isPresent).orElseThrow();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        await().atMost(LIMIT).until(() -> ProcessHandle.of(pid).isEmpty());
    }

    private Optional<Long> busy() {
        return lambda.environments().stream()
                .filter(environment -> environment.state() == State.BUSY)
                .map(ExecutionEnvironmentInfo::pid)
                .findFirst();
    }
}
