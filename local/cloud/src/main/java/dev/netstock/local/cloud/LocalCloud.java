package dev.netstock.local.cloud;

import dev.netstock.local.custom.CustomResource;
import dev.netstock.local.custom.CustomResources;
import dev.netstock.local.database.RdsServer;
import dev.netstock.local.dynamodb.DynamoDbLocal;
import dev.netstock.local.httpapi.HttpApiDefinition;
import dev.netstock.local.httpapi.HttpApiServer;
import dev.netstock.local.identity.IdentityServer;
import dev.netstock.local.identity.IssuerKeys;
import dev.netstock.local.identity.UserPool;
import dev.netstock.local.lambda.LambdaOptions;
import dev.netstock.local.lambda.LambdaService;
import dev.netstock.local.site.ConsoleSite;
import dev.netstock.local.stacks.StackServer;
import dev.netstock.local.template.DeployedStack;
import dev.netstock.local.template.Environment;
import dev.netstock.local.template.TemplateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cloud assembly that runs on this machine. Everything listens on loopback only and ends with
 * {@link #close} or with this JVM. Thread-safe once started.
 */
public final class LocalCloud implements AutoCloseable {
    /** In the log folder: what the templates declare and this machine ignores. */
    static final String IGNORED_LIST = "ignored-in-templates.log";

    private final RunningParts parts;
    private final Deployment deployment;
    private final LambdaService lambda;
    private final IdentityServer identity;
    private final Endpoints endpoints;
    private final Map<String, URI> apiUrls;
    private final List<DeployedStack> stacks;
    private final boolean hasConsole;

    private LocalCloud(
            RunningParts parts,
            Deployment deployment,
            LambdaService lambda,
            IdentityServer identity,
            Endpoints endpoints,
            Map<String, URI> apiUrls,
            List<DeployedStack> stacks,
            boolean hasConsole) {
        this.parts = parts;
        this.deployment = deployment;
        this.lambda = lambda;
        this.identity = identity;
        this.endpoints = endpoints;
        this.apiUrls = apiUrls;
        this.stacks = stacks;
        this.hasConsole = hasConsole;
    }

    /**
     * Starts a cloud and returns when it serves requests. Functions start with their first event.
     *
     * @throws dev.netstock.local.template.TemplateException if a template uses an unsupported
     *     feature
     */
    public static LocalCloud start(CloudOptions options, Progress progress) {
        var parts = new RunningParts();
        try {
            return start(options, progress, parts);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static LocalCloud start(CloudOptions options, Progress progress, RunningParts parts) {
        progress.step("Starting the databases, and creating what the templates declare");
        var clients = new LocalAwsClients(options.region());
        var dynamoDb = parts.add(DynamoDbLocal.launch(dynamoDbOptions(options)));
        var deployment = Deployment.of(options, dynamoDb, clients, parts);
        reportIgnored(deployment, options.logFolder(), progress);
        var lambda = parts.add(lambda(options, dynamoDb.endpoint(), deployment));
        var identity = parts.add(IdentityServer.start(0, InstantSource.system()));
        deployment.pools().all().forEach(pool -> identity.serve(pool, lambda));
        deployment.awaitReady();
        createCustomResources(deployment, lambda, progress);
        var site = site(options, deployment, identity);
        var apiUrls = startApis(options, deployment, lambda, site, parts);
        var data = deployment.endpoints(dynamoDb.endpoint());
        new EventSourceMappings(
                        clients, dynamoDb, deployment.queues(), deployment.kinesis(), lambda)
                .start(deployment.mappings(), parts);
        deployment.schedules().start();
        var stacks = deployment.stacks(localUrls(deployment, identity, apiUrls));
        var stackServer =
                parts.add(
                        StackServer.start(
                                Environment.local(options.region()), stacks, Instant.now()));
        var rds = parts.add(RdsServer.start(deployment.databases()));
        var endpoints =
                data.with(
                        lambda.endpoint(),
                        identity.endpoint(),
                        stackServer.endpoint(),
                        rds.endpoint());
        return new LocalCloud(
                parts, deployment, lambda, identity, endpoints, apiUrls, stacks, site.isPresent());
    }

    /**
     * Runs before the event source mappings start, since consumers may need what the custom
     * resources prepare.
     */
    private static void createCustomResources(
            Deployment deployment, LambdaService lambda, Progress progress) {
        try (var creating = new CustomResources(lambda)) {
            for (CustomResource resource : deployment.customResources()) {
                progress.step("Creating " + resource.type());
                create(resource, creating, lambda);
            }
        }
    }

    private static void create(
            CustomResource resource, CustomResources creating, LambdaService lambda) {
        try {
            creating.create(resource);
        } catch (TemplateException e) {
            throw new IllegalStateException(
                    "%s. The log of its function: %s"
                            .formatted(e.getMessage(), lambda.log(resource.serviceToken())),
                    e);
        }
    }

    /** The lists are long, and the same at each start: they are written to a file. */
    private static void reportIgnored(Deployment deployment, Path logFolder, Progress progress) {
        List<String> types = deployment.ignored().types();
        List<String> properties = deployment.ignored().properties();
        Path list = logFolder.resolve(IGNORED_LIST);
        try {
            Files.writeString(
                    list,
                    "Resource types without effect on this machine:\n  %s\n\nProperties without effect:\n  %s\n"
                            .formatted(
                                    String.join("\n  ", types), String.join("\n  ", properties)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the list of ignored properties", e);
        }
        progress.detail(
                "%d resource types of the templates, and some properties of %d others, have no effect on this machine: %s"
                        .formatted(types.size(), properties.size(), list));
    }

    /** The URLs of the APIs by API id, in the order of the templates. */
    public Map<String, URI> apiUrls() {
        return apiUrls;
    }

    /** The URL of the only API. */
    public URI apiUrl() {
        return apiUrls.values().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The templates declare no API"));
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    public LambdaService lambda() {
        return lambda;
    }

    /** The local user pools; empty if the templates trust an external issuer. */
    public Collection<UserPool> userPools() {
        return deployment.pools().all();
    }

    /** The token endpoint of a pool. */
    public URI tokenUrl(UserPool pool) {
        return identity.tokenUrl(pool);
    }

    /**
     * The outputs of all stacks, by key. Their URLs lead to this machine. {@code ConsoleUrl} is one
     * of them if the console is served, as for a stage with an edge.
     */
    public Map<String, String> outputs() {
        Map<String, String> outputs = new LinkedHashMap<>();
        stacks.forEach(stack -> outputs.putAll(stack.outputs()));
        if (hasConsole) {
            outputs.put("ConsoleUrl", apiUrl().resolve("/").toString());
        }
        return outputs;
    }

    @Override
    public void close() {
        parts.close();
    }

    /** The URLs of a real deployment, with those that replace them here. */
    private static Map<String, String> localUrls(
            Deployment deployment, IdentityServer identity, Map<String, URI> apiUrls) {
        Map<String, String> urls = new LinkedHashMap<>();
        apiUrls.forEach((id, url) -> urls.put(deployment.deployedUrl(id), origin(url)));
        for (UserPool pool : deployment.pools().all()) {
            deployment
                    .pools()
                    .deployedDomainUrls()
                    .forEach(
                            (domain, id) -> {
                                if (id.equals(pool.id())) {
                                    urls.put(domain, identity.url(pool).toString());
                                }
                            });
        }
        return urls;
    }

    /** If the URL includes a stage, so does the URL in the template. */
    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getAuthority();
    }

    private static DynamoDbLocal.Options dynamoDbOptions(CloudOptions options) {
        Path log = existing(options.logFolder()).resolve("dynamodb-local.log");
        return new DynamoDbLocal.Options(
                options.dataFolder(), Optional.of(log), DynamoDbLocal.Databases.ONE);
    }

    private static Path existing(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the log folder", e);
        }
    }

    private static LambdaService lambda(CloudOptions options, URI dynamoDb, Deployment deployment) {
        var folders =
                new LambdaOptions.Folders(
                        options.workFolder().resolve("functions"),
                        options.logFolder(),
                        options.workFolder().resolve("start-caches"));
        var usual = LambdaOptions.in(options.workFolder());
        Map<String, String> variables =
                new LinkedHashMap<>(deployment.endpoints(dynamoDb).asVariables());
        variables.putAll(options.functionVariables());
        var lambda =
                LambdaService.start(
                        new LambdaOptions(
                                usual.java(),
                                0,
                                folders,
                                options.startCaches()
                                        ? usual.limits()
                                        : usual.limits().withoutStartCaches(),
                                options.region(),
                                Environment.local(options.region()).account(),
                                variables,
                                deployment.cloudWatch()::line));
        deployment.functions().forEach(lambda::deploy);
        return lambda;
    }

    private static Map<String, URI> startApis(
            CloudOptions options,
            Deployment deployment,
            LambdaService lambda,
            Optional<ConsoleSite> site,
            RunningParts parts) {
        var keys = parts.add(new IssuerKeys(deployment.pools(), InstantSource.system()));
        Map<String, URI> urls = new LinkedHashMap<>();
        for (HttpApiDefinition api : deployment.apis()) {
            int port = urls.isEmpty() ? freeOrAny(options.apiPort()) : 0;
            var server = parts.add(HttpApiServer.start(api, port, lambda, keys, site));
            urls.put(api.apiId(), server.url());
        }
        return urls;
    }

    /** The console, for a stage with a user pool that people sign in to. */
    private static Optional<ConsoleSite> site(
            CloudOptions options, Deployment deployment, IdentityServer identity) {
        return options.consoleFolder()
                .flatMap(
                        folder ->
                                deployment.pools().all().stream()
                                        .flatMap(pool -> site(folder, pool, identity))
                                        .findFirst());
    }

    private static Stream<ConsoleSite> site(Path folder, UserPool pool, IdentityServer identity) {
        return pool.publicClients().stream()
                .flatMap(it -> ConsoleSite.of(folder, identity.url(pool), it.id()).stream());
    }

    /** The port if it is free, else 0 for any free port. */
    private static int freeOrAny(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return port;
        } catch (IOException _) {
            return 0;
        }
    }
}
