package dev.netstock.local.lambda;

import dev.netstock.local.lambda.ExecutionEnvironmentInfo.State;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;

/** The execution environments of one deployed function. Thread-safe. */
final class EnvironmentPool implements AutoCloseable {
    private static final Duration TRAINING_END_LIMIT = Duration.ofSeconds(20);

    private final FunctionDefinition function;
    private final EnvironmentLauncher launcher;
    private final RuntimeApi runtimeApi;
    private final FunctionLog log;
    private final Path workFolder;
    private final ConcurrentLinkedDeque<ExecutionEnvironment> idle = new ConcurrentLinkedDeque<>();
    private final Set<ExecutionEnvironment> all = ConcurrentHashMap.newKeySet();
    private final Optional<StartCache> startCache;
    private final AtomicReference<@Nullable ExecutionEnvironment> trainee = new AtomicReference<>();
    private volatile boolean closed;

    EnvironmentPool(
            FunctionDefinition function,
            EnvironmentLauncher launcher,
            RuntimeApi runtimeApi,
            FunctionLog log,
            Path workFolder,
            Optional<StartCache> startCache) {
        this.function = function;
        this.launcher = launcher;
        this.runtimeApi = runtimeApi;
        this.log = log;
        this.workFolder = workFolder;
        this.startCache = startCache;
    }

    /** The most recently used environment, so that surplus ones become idle; or a new one. */
    ExecutionEnvironment take() {
        for (var environment = idle.pollLast();
                environment != null;
                environment = idle.pollLast()) {
            if (environment.isAlive()) {
                return environment;
            }
            retire(environment);
        }
        return start();
    }

    /** Returns an environment to the pool. */
    void giveBack(ExecutionEnvironment environment) {
        idle.addLast(environment);
        if (closed && idle.remove(environment)) {
            retire(environment);
        }
    }

    /** Stops an environment that is not in use. */
    void retire(ExecutionEnvironment environment) {
        if (trainee.compareAndSet(environment, null)) {
            retireTrainee(environment, startCache.orElseThrow());
        } else {
            environment.kill();
        }
        runtimeApi.disconnect(environment);
        all.remove(environment);
        environment.log().close();
    }

    /** Stops environments that were idle for this long, and removes those whose JVM has exited. */
    void retireIdle(Duration limit) {
        for (ExecutionEnvironment environment : idle) {
            boolean useless = !environment.isAlive() || environment.idle().compareTo(limit) > 0;
            if (useless && idle.remove(environment)) {
                retire(environment);
            }
        }
    }

    /** Copies the output of busy environments to the log. */
    void copyOutput() {
        all.forEach(environment -> environment.log().copyOutput());
    }

    List<ExecutionEnvironmentInfo> list() {
        return all.stream()
                .filter(ExecutionEnvironment::isAlive)
                .map(
                        environment ->
                                new ExecutionEnvironmentInfo(
                                        function.name(),
                                        environment.id(),
                                        environment.pid(),
                                        environment.state()))
                .toList();
    }

    /** Stops idle environments; busy ones stop after their event. */
    void drain() {
        closed = true;
        retireIdle(Duration.ZERO.minusNanos(1));
    }

    /** Stops all environments; events in flight fail. */
    @Override
    public void close() {
        drain();
        all.forEach(ExecutionEnvironment::kill);
    }

    private ExecutionEnvironment start() {
        String id = UUID.randomUUID().toString().replace("-", "");
        var output = new EnvironmentLog(workFolder.resolve(id + ".out"), log);
        boolean training = startCache.stream().anyMatch(StartCache::claimTraining);
        Process process =
                launcher.start(id, runtimeApi.addressFor(id), output.path(), sharing(id, training));
        var environment = new ExecutionEnvironment(id, process, output);
        if (training) {
            trainee.set(environment);
        }
        all.add(environment);
        runtimeApi.connect(environment);
        if (closed) {
            environment.kill();
        }
        return environment;
    }

    private Optional<String> sharing(String id, boolean training) {
        if (training) {
            return startCache.map(cache -> "-XX:ArchiveClassesAtExit=" + cache.part(id));
        }
        return startCache
                .filter(StartCache::isReady)
                .map(cache -> "-XX:SharedArchiveFile=" + cache.archive());
    }

    /**
     * An idle environment has loaded all classes that a start needs, and writes the start cache
     * when it stops.
     */
    private static void retireTrainee(ExecutionEnvironment environment, StartCache cache) {
        Path part = cache.part(environment.id());
        if (environment.state() == State.IDLE && environment.isAlive()) {
            environment.end(TRAINING_END_LIMIT);
            cache.keep(part);
        } else {
            environment.kill();
            cache.abandon(part);
        }
    }
}
