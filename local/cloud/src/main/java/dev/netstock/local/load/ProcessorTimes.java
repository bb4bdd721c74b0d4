package dev.netstock.local.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The CPU time of a running cloud's processes since the measurement began, in steps of ten
 * milliseconds. It looks at the processes twice a second, so that it also counts those that start
 * or end. Thread-safe.
 */
public final class ProcessorTimes implements AutoCloseable {
    /** The process that runs the cloud. */
    public static final String CLOUD = "local cloud";

    static final String DYNAMODB = "DynamoDB Local";
    static final String POSTGRESQL = "PostgreSQL";
    static final String OTHER = "other processes";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PERIOD_MILLIS = 500;
    private static final Duration CALM = Duration.ofSeconds(2);

    private final HttpClient http;
    private final ProcessHandle cloud;
    private final URI environments;
    private final Path postgresLog;
    private final Map<Long, Measured> processes = new HashMap<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("processor-times").factory());
    private boolean isFirstLook = true;
    private boolean isBusy;

    /**
     * A process.
     *
     * @param before its CPU time when the measurement began
     * @param now its CPU time when it was last seen
     */
    private record Measured(String name, Duration before, Duration now) {
        Duration used() {
            return now.minus(before);
        }

        Measured until(Measured later) {
            return new Measured(name.equals(OTHER) ? later.name : name, before, later.now);
        }
    }

    private ProcessorTimes(
            HttpClient http, ProcessHandle cloud, URI environments, Path postgresLog) {
        this.http = http;
        this.cloud = cloud;
        this.environments = environments;
        this.postgresLog = postgresLog;
    }

    /**
     * Begins to measure; empty where {@code /proc} does not exist.
     *
     * @param pid the process that runs the cloud
     * @param lambda endpoint of the local Lambda, which lists the processes of functions
     * @param postgresLog the log of the cloud's PostgreSQL, whose processes are not children of the
     *     cloud
     */
    public static Optional<ProcessorTimes> start(
            HttpClient http, long pid, URI lambda, Path postgresLog) {
        return ProcessHandle.of(pid)
                .filter(_ -> Files.isDirectory(Path.of("/proc/self")))
                .map(
                        cloud ->
                                new ProcessorTimes(
                                        http,
                                        cloud,
                                        lambda.resolve("/local/environments"),
                                        postgresLog))
                .map(ProcessorTimes::started);
    }

    private ProcessorTimes started() {
        look();
        var _ =
                clock.scheduleWithFixedDelay(
                        this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    /** The CPU time so far, by the name of the process or function. */
    public synchronized Map<String, Duration> used() {
        look();
        Map<String, Duration> used = new TreeMap<>();
        processes.values().forEach(it -> used.merge(it.name(), it.used(), Duration::plus));
        return used;
    }

    /**
     * Waits until no function has been running for two seconds.
     *
     * @return whether that happened within the limit
     */
    public boolean awaitCalm(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        long calmSince = System.nanoTime();
        while (System.nanoTime() - calmSince < CALM.toNanos()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(PERIOD_MILLIS / 2);
            if (isBusy()) {
                calmSince = System.nanoTime();
            }
        }
        return true;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private synchronized boolean isBusy() {
        look();
        return isBusy;
    }

    private synchronized void look() {
        Map<Long, String> functions = functions();
        Stream.concat(Stream.of(cloud), cloud.descendants())
                .forEach(process -> look(process, name(process, functions)));
        ProcessHandle.allProcesses()
                .filter(this::isPostgres)
                .forEach(process -> look(process, POSTGRESQL));
        isFirstLook = false;
    }

    private void look(ProcessHandle process, String name) {
        Optional<Duration> now = process.info().totalCpuDuration();
        if (now.isPresent()) {
            Duration before = isFirstLook ? now.get() : Duration.ZERO;
            processes.merge(process.pid(), new Measured(name, before, now.get()), Measured::until);
        }
    }

    private String name(ProcessHandle process, Map<Long, String> functions) {
        if (process.pid() == cloud.pid()) {
            return CLOUD;
        }
        boolean isDynamoDb =
                process.info().commandLine().orElse("").contains("DynamoDbLocalServer");
        return isDynamoDb ? DYNAMODB : functions.getOrDefault(process.pid(), OTHER);
    }

    /** Whether it is a process of the cloud's PostgreSQL: its output is that server's log. */
    private boolean isPostgres(ProcessHandle process) {
        if (!process.info().command().orElse("").endsWith("postgres")) {
            return false;
        }
        try {
            Path output = Path.of("/proc", Long.toString(process.pid()), "fd", "1");
            return Files.isSameFile(output, postgresLog);
        } catch (IOException _) {
            // It has ended, or belongs to another user.
            return false;
        }
    }

    /** The functions by process, as far as the cloud answers. */
    private Map<Long, String> functions() {
        Map<Long, String> functions = new HashMap<>();
        isBusy = false;
        for (JsonNode each : listed()) {
            functions.merge(
                    each.path("pid").asLong(),
                    each.path("function").asText(),
                    (one, other) -> one + ", " + other);
            isBusy |= each.path("state").asText().equals("BUSY");
        }
        return functions;
    }

    private List<JsonNode> listed() {
        try {
            var request = HttpRequest.newBuilder(environments).build();
            String answer = http.send(request, BodyHandlers.ofString()).body();
            return JSON.readTree(answer).path("environments").valueStream().toList();
        } catch (IOException _) {
            return List.of();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
