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
    /** Of a synchronous call. */
    static final int EVENT_LIMIT_BYTES = 6 * 1024 * 1024;

    private static final Duration CARE_PERIOD = Duration.ofMillis(500);
    private static final Duration CALM_POLL = Duration.ofMillis(20);

    /** Each keeps about one core busy. */
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
        long period = CARE_PERIOD.toMillis();
        var _ =
                caretaker.scheduleWithFixedDelay(
                        this::takeCare, period, period, TimeUnit.MILLISECONDS);
    }

    /** Starts the service without functions; its Invoke API listens when this returns. */
    public static LambdaService start(LambdaOptions options) {
        return new LambdaService(options);
    }

    /** Where AWS clients reach the Invoke API. */
    public URI endpoint() {
        return invokeApi.address();
    }

    /**
     * Makes a function callable, in place of one of the same name. Nothing of it is started before
     * its first event.
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

    /**
     * A function may call another: its client finds this service, as it finds tables and queues.
     */
    private LambdaOptions withThisService() {
        var environment = new HashMap<>(options.machineEnvironment());
        environment.put("AWS_ENDPOINT_URL_LAMBDA", endpoint().toString());
        return options.withMachineEnvironment(environment);
    }

    /**
     * Initializes functions that have a snapshot, two at a time, so that first events find them
     * ready.
     *
     * @param references of functions that are deployed
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
            throw new IllegalStateException("Interrupted while functions started", e);
        }
    }

    /**
     * Waits until no function has had an event under way for as long as {@code calm}.
     *
     * @return whether that came within the limit
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

    /** Has the API list an event source mapping, which runs elsewhere. */
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

    /** The function, if there is one that answers to the qualifier. */
    Optional<DeployedFunction> find(FunctionReference reference) {
        return Optional.ofNullable(functions.get(reference.name()))
                .filter(function -> function.definition().answersTo(reference.qualifier()));
    }

    List<FunctionDefinition> definitions() {
        return functions.values().stream().map(DeployedFunction::definition).toList();
    }

    /** The execution environments that are alive. */
    public List<ExecutionEnvironmentInfo> environments() {
        return functions.values().stream()
                .flatMap(function -> function.environments().list().stream())
                .toList();
    }

    /**
     * Ends all functions: events under way fail. It takes some seconds where a start cache is
     * written.
     */
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
            throw new IllegalStateException("Interrupted while a function ran", e);
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

    private void takeCare() {
        for (DeployedFunction function : functions.values()) {
            function.environments().copyOutput();
            function.environments().retireIdle(options.limits().idle());
        }
    }
}
