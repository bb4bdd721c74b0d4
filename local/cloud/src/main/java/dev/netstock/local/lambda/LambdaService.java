package dev.netstock.local.lambda;

import dev.netstock.local.lambda.Invocation.EventTooLarge;
import dev.netstock.local.lambda.Invocation.NoSuchFunction;
import dev.netstock.local.lambda.Invocation.Throttled;
import dev.netstock.local.lambda.Invocation.Throttled.Reason;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lambda on this machine. Thread-safe. */
public final class LambdaService implements FunctionInvoker, AutoCloseable {
    /** Payload limit of a synchronous call. */
    static final int EVENT_LIMIT_BYTES = 6 * 1024 * 1024;

    private static final Duration MAINTENANCE_PERIOD = Duration.ofMillis(500);
    private static final Duration CALM_POLL = Duration.ofMillis(20);

    /** Each start uses about one core. */
    private static final int INITIALIZED_AT_ONCE = 2;

    private final LambdaOptions options;
    private final FunctionRuntime runtime;
    private final RuntimeApi runtimeApi = new RuntimeApi();
    private final Map<String, DeployedFunction> functions = new ConcurrentHashMap<>();
    private final Map<String, FunctionLog> logs = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final InvokeApi invokeApi;
    private final ScheduledExecutorService caretaker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("lambda-caretaker").factory());

    private LambdaService(LambdaOptions options) {
        this.options = options;
        Path packages = options.folders().packages();
        Path runtimeFolder = packages.resolve("runtime");
        DeploymentPackage.prune(packages, runtimeFolder);
        this.runtime = FunctionRuntime.prepare(runtimeFolder);
        this.invokeApi = new InvokeApi(this, options);
        long period = MAINTENANCE_PERIOD.toMillis();
        var _ =
                caretaker.scheduleWithFixedDelay(
                        this::maintain, period, period, TimeUnit.MILLISECONDS);
    }

    /** Starts the service without functions. The Invoke API listens when this method returns. */
    public static LambdaService start(LambdaOptions options) {
        return new LambdaService(options);
    }

    /** The endpoint of the Invoke API. */
    public URI endpoint() {
        return invokeApi.address();
    }

    /**
     * Deploys a function, replacing one of the same name. No JVM starts before its first event.
     *
     * @throws java.io.UncheckedIOException if its zip cannot be read
     */
    public void deploy(FunctionDefinition function) {
        var code = DeploymentPackage.unpack(function.zip(), options.folders().packages());
        var launcher = new EnvironmentLauncher(function, code, runtime, withThisService());
        var pool =
                new EnvironmentPool(
                        function,
                        launcher,
                        runtimeApi,
                        logs.computeIfAbsent(function.name(), this::openLog),
                        options.folders().work(),
                        startCache(launcher));
        var deployed = new DeployedFunction(function, pool, options.limits());
        Optional.ofNullable(functions.put(function.name(), deployed))
                .ifPresent(earlier -> earlier.environments().drain());
    }

    /** Functions may invoke each other: their clients get the endpoint of this service. */
    private LambdaOptions withThisService() {
        var environment = new HashMap<>(options.machineEnvironment());
        environment.put("AWS_ENDPOINT_URL_LAMBDA", endpoint().toString());
        return options.withMachineEnvironment(environment);
    }

    /**
     * Initializes functions with SnapStart, two at a time, so that they are ready for their first
     * event.
     *
     * @param references references of deployed functions
     * @throws IllegalStateException if one of them does not start
     */
    public void initialize(Collection<String> references) {
        List<DeployedFunction> chosen =
                references.stream()
                        .map(FunctionReference::parse)
                        .flatMap(reference -> find(reference).stream())
                        .distinct()
                        .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(INITIALIZED_AT_ONCE)) {
            List<Future<?>> starts = new ArrayList<>();
            for (DeployedFunction function : chosen) {
                starts.add(
                        threads.submit(
                                () -> {
                                    function.initialize();
                                    return null;
                                }));
            }
            for (Future<?> start : starts) {
                start.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting functions", e);
        }
    }

    /**
     * Waits until no event has been in flight for the duration {@code calm}.
     *
     * @return whether this happened within the limit
     */
    public boolean awaitCalm(Duration calm, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        long calmSince = System.nanoTime();
        while (System.nanoTime() - calmSince < calm.toNanos()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(CALM_POLL);
            if (underWay.get() > 0) {
                calmSince = System.nanoTime();
            }
        }
        return true;
    }

    /** Adds an event source mapping to the API's list. */
    public void list(ListedMapping mapping) {
        invokeApi.list(mapping);
    }

    @Override
    public Invocation invoke(String function, String event) {
        var reference = FunctionReference.parse(function);
        Optional<DeployedFunction> deployed = find(reference);
        if (deployed.isEmpty()) {
            return new NoSuchFunction(arn(reference));
        }
        int bytes = event.getBytes(StandardCharsets.UTF_8).length;
        return bytes > EVENT_LIMIT_BYTES
                ? new EventTooLarge(bytes)
                : invoke(deployed.get(), FunctionEvent.of(arn(reference), event));
    }

    /** The function with this name and qualifier, if it exists. */
    Optional<DeployedFunction> find(FunctionReference reference) {
        return Optional.ofNullable(functions.get(reference.name()))
                .filter(function -> function.definition().answersTo(reference.qualifier()));
    }

    List<FunctionDefinition> definitions() {
        return functions.values().stream().map(DeployedFunction::definition).toList();
    }

    /** The running execution environments. */
    public List<ExecutionEnvironmentInfo> environments() {
        return functions.values().stream()
                .flatMap(function -> function.environments().list().stream())
                .toList();
    }

    /** Stops all functions; events in flight fail. Writing a start cache takes a few seconds. */
    @Override
    public void close() {
        caretaker.shutdownNow();
        invokeApi.close();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            functions.values().stream()
                    .map(DeployedFunction::environments)
                    .forEach(environments -> threads.execute(environments::close));
        }
        runtimeApi.close();
        logs.values().forEach(FunctionLog::close);
    }

    private Invocation invoke(DeployedFunction function, FunctionEvent event) {
        try {
            return underWay.incrementAndGet() > options.limits().accountConcurrency()
                    ? new Throttled(Reason.ConcurrentInvocationLimitExceeded)
                    : function.invoke(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running a function", e);
        } finally {
            underWay.decrementAndGet();
        }
    }

    String arn(FunctionReference reference) {
        String unqualified =
                "arn:aws:lambda:%s:%s:function:%s"
                        .formatted(options.region(), options.accountId(), reference.name());
        return reference.qualifier().equals(FunctionDefinition.LATEST)
                ? unqualified
                : unqualified + ":" + reference.qualifier();
    }

    private Optional<StartCache> startCache(EnvironmentLauncher launcher) {
        Path folder = options.folders().packages();
        return launcher.jarsOnly()
                .filter(_ -> options.limits().startCaches())
                .map(jars -> StartCache.of(jars, options.java(), folder));
    }

    private FunctionLog openLog(String name) {
        return new FunctionLog(
                options.folders().logs().resolve(name + ".log"), options.logReader());
    }

    private void maintain() {
        for (DeployedFunction function : functions.values()) {
            function.environments().copyOutput();
            function.environments().retireIdle(options.limits().idle());
        }
    }
}
