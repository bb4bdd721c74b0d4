package dev.netstock.local.lambda;

import dev.netstock.local.lambda.Invocation.EventTooLarge;
import dev.netstock.local.lambda.Invocation.NoSuchFunction;
import dev.netstock.local.lambda.Invocation.Throttled;
import dev.netstock.local.lambda.Invocation.Throttled.Reason;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lambda on this machine. Thread-safe. */
public final class LambdaService implements FunctionInvoker, AutoCloseable {
    /** Payload limit of a synchronous call. */
    static final int EVENT_LIMIT_BYTES = 6 * 1024 * 1024;

    private static final Duration MAINTENANCE_PERIOD = Duration.ofMillis(500);
    private static final Duration CARETAKER_END_LIMIT = Duration.ofSeconds(20);
    private static final Duration CALM_POLL = Duration.ofMillis(20);

    /** One JVM that processes an event, and one for the next event meanwhile. */
    private static final int CONSUMER_ENVIRONMENTS_MAX = 2;

    /**
     * Message groups of a FIFO queue wait for each other only if there is no environment for each.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html">Lambda
     *     scales to the number of active message groups</a>
     */
    private static final int GROUPS_CONSUMER_ENVIRONMENTS_MAX = 5;

    private final LambdaOptions options;
    private final FunctionRuntime runtime;
    private final RuntimeApi runtimeApi = new RuntimeApi();
    private final Map<String, DeployedFunction> functions = new ConcurrentHashMap<>();
    private final Map<String, FunctionLog> logs = new ConcurrentHashMap<>();
    private final Map<String, DeploymentPackage> packages = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final InvokeApi invokeApi;

    /** Functions start a few at a time: each start takes about one core. */
    private final Semaphore cores =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

    /** One thread copies output; the other one may wait for start caches. */
    private final ScheduledExecutorService caretaker =
            Executors.newScheduledThreadPool(
                    2, Thread.ofPlatform().daemon().name("lambda-caretaker").factory());

    private LambdaService(LambdaOptions options) {
        this.options = options;
        Path packages = options.folders().packages();
        Path runtimeFolder = packages.resolve("runtime");
        DeploymentPackage.prune(packages, runtimeFolder);
        this.runtime = FunctionRuntime.prepare(runtimeFolder);
        this.invokeApi = new InvokeApi(this, options);
        long period = MAINTENANCE_PERIOD.toMillis();
        for (Runnable task : List.<Runnable>of(this::copyOutput, this::retireIdle)) {
            var _ = caretaker.scheduleWithFixedDelay(task, period, period, TimeUnit.MILLISECONDS);
        }
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
        DeploymentPackage code = unpacked(function.zip());
        var launcher = new EnvironmentLauncher(function, code, runtime, withThisService());
        var pool =
                new EnvironmentPool(
                        function,
                        launcher,
                        runtimeApi,
                        logs.computeIfAbsent(function.name(), this::openLog),
                        options.folders().work(),
                        startCache(launcher),
                        options.limits().environmentsPerFunction(),
                        cores);
        var deployed = new DeployedFunction(function, pool, options.limits());
        Optional.ofNullable(functions.put(function.name(), deployed))
                .ifPresent(earlier -> earlier.environments().drain());
    }

    /** Several functions may share a zip, which is large to digest. */
    private DeploymentPackage unpacked(Path zip) {
        try {
            String version = zip + " " + Files.size(zip) + " " + Files.getLastModifiedTime(zip);
            return packages.computeIfAbsent(
                    version, _ -> DeploymentPackage.unpack(zip, options.folders().packages()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the deployment package: " + zip, e);
        }
    }

    /** Functions may invoke each other: their clients get the endpoint of this service. */
    private LambdaOptions withThisService() {
        var environment = new HashMap<>(options.machineEnvironment());
        environment.put("AWS_ENDPOINT_URL_LAMBDA", endpoint().toString());
        return options.withMachineEnvironment(environment);
    }

    /**
     * Initializes functions with SnapStart, so that they are ready for their first event.
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
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
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

    /**
     * Adds an event source mapping to the API's list. Its function runs in few environments, since
     * events wait in the queue or stream.
     */
    public void list(ListedMapping mapping) {
        invokeApi.list(mapping);
        int environments =
                mapping.sourceArn().endsWith(".fifo")
                        ? GROUPS_CONSUMER_ENVIRONMENTS_MAX
                        : CONSUMER_ENVIRONMENTS_MAX;
        find(FunctionReference.parse(mapping.function()))
                .ifPresent(it -> it.environments().limit(environments));
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

    /** The log file of a function, by name or ARN. */
    public Path log(String function) {
        return options.folders().logs().resolve(FunctionReference.parse(function).name() + ".log");
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
        invokeApi.close();
        // It finishes the start cache that it is waiting for.
        caretaker.shutdown();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            functions.values().stream()
                    .map(DeployedFunction::environments)
                    .forEach(environments -> threads.execute(environments::close));
        }
        awaitCaretaker();
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

    private void awaitCaretaker() {
        try {
            var _ = caretaker.awaitTermination(CARETAKER_END_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            caretaker.shutdownNow();
        }
    }

    private Optional<StartCache> startCache(EnvironmentLauncher launcher) {
        return options.limits().startCaches()
                ? launcher.startCache(options.folders().packages())
                : Optional.empty();
    }

    private FunctionLog openLog(String name) {
        return new FunctionLog(log(name), options.logReader());
    }

    private void copyOutput() {
        functions.values().forEach(function -> function.environments().copyOutput());
    }

    private void retireIdle() {
        functions
                .values()
                .forEach(function -> function.environments().retireIdle(options.limits().idle()));
    }
}
