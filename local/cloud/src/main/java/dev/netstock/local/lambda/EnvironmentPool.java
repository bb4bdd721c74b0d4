package dev.netstock.local.lambda;

import dev.netstock.local.lambda.ExecutionEnvironmentInfo.State;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The execution environments of one deployed function. The first event starts one. A further one
 * starts only while events wait for long, since each costs a second of CPU time and a JVM.
 * Thread-safe.
 */
final class EnvironmentPool implements AutoCloseable {
    private static final Duration TRAINING_WAIT_LIMIT = Duration.ofSeconds(10);
    private static final Duration TRAINING_END_LIMIT = Duration.ofSeconds(10);

    /** How often a waiting event checks whether another environment is needed. */
    private static final Duration CHECK_PERIOD = Duration.ofMillis(50);

    /** An environment is stopped so much sooner if the function has another one. */
    private static final int SURPLUS_DIVISOR = 8;

    private final FunctionDefinition function;
    private final EnvironmentLauncher launcher;
    private final RuntimeApi runtimeApi;
    private final FunctionLog log;
    private final Path workFolder;
    private final Optional<StartCache> startCache;
    private final Semaphore cores;
    private final AtomicReference<@Nullable ExecutionEnvironment> trainee = new AtomicReference<>();

    /** Guards all fields below. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition freed = lock.newCondition();
    private final Backlog backlog = new Backlog(System.nanoTime());
    private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
    private final Set<ExecutionEnvironment> all = new LinkedHashSet<>();
    private int environmentsMax;
    private int launching;
    private boolean closed;

    /**
     * Creates an empty pool.
     *
     * @param environmentsMax maximum number of environments
     * @param cores permits for work that takes a core: starting a JVM, writing a start cache
     */
    EnvironmentPool(
            FunctionDefinition function,
            EnvironmentLauncher launcher,
            RuntimeApi runtimeApi,
            FunctionLog log,
            Path workFolder,
            Optional<StartCache> startCache,
            int environmentsMax,
            Semaphore cores) {
        this.function = function;
        this.launcher = launcher;
        this.runtimeApi = runtimeApi;
        this.log = log;
        this.workFolder = workFolder;
        this.startCache = startCache;
        this.environmentsMax = environmentsMax;
        this.cores = cores;
    }

    /** Sets another maximum number of environments. */
    void limit(int environments) {
        lock.lock();
        try {
            environmentsMax = environments;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes an environment: the most recently used idle one, so that surplus ones stay idle; or a
     * new one; or the next that becomes free.
     *
     * @return empty if none becomes free within the limit
     */
    Optional<ExecutionEnvironment> take(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        lock.lockInterruptibly();
        try {
            // Events that wait already come first.
            boolean isNext = backlog.isEmpty();
            backlog.begin(System.nanoTime());
            try {
                while (true) {
                    Optional<ExecutionEnvironment> free = isNext ? takeIdle() : Optional.empty();
                    if (free.isPresent()) {
                        return free;
                    }
                    if (isAnotherNeeded()) {
                        launching++;
                        break;
                    }
                    if (System.nanoTime() >= end) {
                        return Optional.empty();
                    }
                    var _ = freed.awaitNanos(CHECK_PERIOD.toNanos());
                    isNext = true;
                }
            } finally {
                backlog.end(System.nanoTime());
            }
        } finally {
            lock.unlock();
        }
        return Optional.of(launch());
    }

    /** Returns an environment to the pool. */
    void giveBack(ExecutionEnvironment environment) {
        lock.lock();
        try {
            if (!closed) {
                idle.addLast(environment);
                freed.signal();
                return;
            }
        } finally {
            lock.unlock();
        }
        retire(environment);
    }

    /** Stops an environment that is not in use. */
    void retire(ExecutionEnvironment environment) {
        forget(environment);
        if (trainee.compareAndSet(environment, null)) {
            retireTrainee(environment, startCache.orElseThrow());
        } else {
            environment.kill();
        }
        runtimeApi.disconnect(environment);
        environment.log().close();
    }

    /**
     * Stops environments that were idle for this long, surplus ones sooner, and removes those whose
     * JVM has exited.
     */
    void retireIdle(Duration limit) {
        List<ExecutionEnvironment> useless = new ArrayList<>();
        lock.lock();
        try {
            for (ExecutionEnvironment environment : List.copyOf(idle)) {
                if (!environment.isAlive() || environment.idle().compareTo(idleLimit(limit)) > 0) {
                    forget(environment);
                    useless.add(environment);
                }
            }
        } finally {
            lock.unlock();
        }
        useless.forEach(this::retire);
    }

    private Duration idleLimit(Duration limit) {
        return all.size() > 1 ? limit.dividedBy(SURPLUS_DIVISOR) : limit;
    }

    /** Copies the output of the environments to the log. */
    void copyOutput() {
        all().forEach(environment -> environment.log().copyOutput());
    }

    List<ExecutionEnvironmentInfo> list() {
        return all().stream()
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
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        retireIdle(Duration.ZERO.minusNanos(1));
    }

    /** Stops all environments; events in flight fail. */
    @Override
    public void close() {
        drain();
        all().forEach(ExecutionEnvironment::kill);
    }

    private List<ExecutionEnvironment> all() {
        lock.lock();
        try {
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }

    private void forget(ExecutionEnvironment environment) {
        lock.lock();
        try {
            idle.remove(environment);
            all.remove(environment);
            freed.signal();
        } finally {
            lock.unlock();
        }
    }

    private Optional<ExecutionEnvironment> takeIdle() {
        for (var environment = idle.pollLast();
                environment != null;
                environment = idle.pollLast()) {
            if (environment.isAlive()) {
                return Optional.of(environment);
            }
            retire(environment);
        }
        return Optional.empty();
    }

    /** One starts at a time. The time that events wait for it does not call for yet another one. */
    private boolean isAnotherNeeded() {
        long now = System.nanoTime();
        if (launching > 0 || all.stream().anyMatch(ExecutionEnvironment::isNew)) {
            backlog.restart(now);
            return false;
        }
        return all.isEmpty() || (all.size() < environmentsMax && backlog.isLong(now));
    }

    private ExecutionEnvironment launch() throws InterruptedException {
        try {
            cores.acquire();
            return started();
        } finally {
            launched();
        }
    }

    private void launched() {
        lock.lock();
        try {
            launching--;
        } finally {
            lock.unlock();
        }
    }

    /** Starts a JVM. The permit returns when it polls for its first event or has exited. */
    private ExecutionEnvironment started() {
        boolean started = false;
        try {
            ExecutionEnvironment environment = start();
            environment.whenStarted(cores::release);
            started = true;
            return environment;
        } finally {
            if (!started) {
                cores.release();
            }
        }
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
        runtimeApi.connect(environment);
        lock.lock();
        try {
            all.add(environment);
            if (closed) {
                environment.kill();
            }
        } finally {
            lock.unlock();
        }
        return environment;
    }

    private Optional<String> sharing(String id, boolean training) {
        if (training) {
            return startCache.map(cache -> "-XX:ArchiveClassesAtExit=" + cache.part(id));
        }
        return startCache
                .flatMap(StartCache::archive)
                .map(archive -> "-XX:SharedArchiveFile=" + archive);
    }

    /**
     * An idle environment has loaded all classes that a start needs, and writes the start cache
     * when it stops.
     */
    private void retireTrainee(ExecutionEnvironment environment, StartCache cache) {
        Path part = cache.part(environment.id());
        boolean written = false;
        try {
            if (environment.state() == State.IDLE
                    && environment.isAlive()
                    && cores.tryAcquire(TRAINING_WAIT_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    written = environment.end(TRAINING_END_LIMIT);
                } finally {
                    cores.release();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            environment.kill();
            if (written) {
                cache.keep(part);
            } else {
                cache.abandon(part);
            }
        }
    }
}
