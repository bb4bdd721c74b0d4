package dev.netstock.local.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.assembly.Synthesis;
import dev.netstock.local.cloud.ApiCaller;
import dev.netstock.local.cloud.CloudOptions;
import dev.netstock.local.cloud.LocalAwsClients;
import dev.netstock.local.cloud.LocalCloud;
import dev.netstock.local.cloud.Progress;
import dev.netstock.local.identity.AccessTokens;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The cloud of the stage dev, synthesized from this repository, with its functions' zips. */
final class RealCloud implements AutoCloseable {
    private static final Path FOLDER = Path.of("target", "end-to-end").toAbsolutePath();

    /** The folder of the functions' logs. */
    static final Path LOGS = FOLDER.resolve("logs");

    private static final Path FOLDER_WITH_MALLS = FOLDER.resolveSibling("end-to-end-malls");

    /** The folder of the functions' logs of a cloud with malls. */
    static final Path LOGS_WITH_MALLS = FOLDER_WITH_MALLS.resolve("logs");

    /** More than other tests adjust: 1,000 units of a SKU, 2,000 of a request, for an hour. */
    private static final String APPROVALS = "1000,2000,1";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalAwsClients CLIENTS = new LocalAwsClients(CloudOptions.DEFAULT_REGION);

    private final LocalCloud cloud;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<String> supplied = ConcurrentHashMap.newKeySet();

    private RealCloud(LocalCloud cloud) {
        this.cloud = cloud;
    }

    static RealCloud start() {
        try {
            return startIn(FOLDER, Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException("The cloud could not be started", e);
        }
    }

    /**
     * A cloud of its own with all malls.
     *
     * @param simulators the address of the simulators that play them
     */
    static RealCloud startWithMalls(URI simulators) {
        try {
            return startIn(FOLDER_WITH_MALLS, Optional.of(simulators));
        } catch (IOException e) {
            throw new UncheckedIOException("The cloud could not be started", e);
        }
    }

    private static RealCloud startIn(Path folder, Optional<URI> simulators) throws IOException {
        Files.createDirectories(folder);
        var synthesis =
                new Synthesis(
                        Path.of("../..").toRealPath(),
                        folder.resolve("assembly"),
                        folder.resolve("synth.log"),
                        "dev",
                        simulators.map(_ -> Synthesis.SIMULATED_MALLS));
        if (synthesis.isNeeded()) {
            synthesis.run();
        }
        Map<String, String> variables =
                simulators.map(url -> Map.of("MALL_SIMULATORS", url.toString())).orElse(Map.of());
        var options =
                CloudOptions.inMemory(synthesis.assembly(), folder)
                        .withFunctionVariables(Map.of("APPROVALS", APPROVALS))
                        .withFunctionVariables(variables);
        return new RealCloud(LocalCloud.start(options, Progress.SILENT));
    }

    LocalCloud cloud() {
        return cloud;
    }

    LocalAwsClients clients() {
        return CLIENTS;
    }

    /** A caller whose token has these scopes. */
    ApiCaller caller(String... scopes) {
        return caller(0, scopes);
    }

    /** A caller of another client. */
    ApiCaller otherCaller(String... scopes) {
        return caller(1, scopes);
    }

    private ApiCaller caller(int number, String... scopes) {
        var pool = cloud.userPools().iterator().next();
        var client = List.copyOf(pool.clients()).get(number);
        String token = new AccessTokens(pool, InstantSource.system()).mint(client, List.of(scopes));
        return new ApiCaller(http, cloud.apiUrl(), token);
    }

    String output(String key) {
        return cloud.outputs().getOrDefault(key, "");
    }

    /** The functions that streams and queues call. */
    Set<String> functionsBehind() {
        try (var lambda = CLIENTS.lambda(cloud.endpoints().lambda().orElseThrow())) {
            return lambda.listEventSourceMappingsPaginator().eventSourceMappings().stream()
                    .map(EventSourceMappingConfiguration::functionArn)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Sets the supply of a test's SKU at a location through the function manual-supply. */
    void supply(String sku, String location, int units) throws Exception {
        if (!supplied.add(sku)) {
            throw new IllegalStateException("Another test sells SKU " + sku + ": take another");
        }
        Optional<String> error = invokeSupply(sku, location, units);
        if (error.isPresent()) {
            throw new IllegalStateException(error.get());
        }
    }

    /** Does the same; false if the function does not know the location yet. */
    boolean trySupply(String sku, String location, int units) throws Exception {
        return invokeSupply(sku, location, units).isEmpty();
    }

    private Optional<String> invokeSupply(String sku, String location, int units) throws Exception {
        var change = Map.of("sku", sku, "location", location, "supply", units, "ledgerVersion", 1);
        String event = JSON.writeValueAsString(Map.of("changes", List.of(change)));
        try (var lambda = CLIENTS.lambda(cloud.endpoints().lambda().orElseThrow())) {
            var answer =
                    lambda.invoke(
                            it ->
                                    it.functionName(output("ManualSupplyFunction"))
                                            .payload(SdkBytes.fromUtf8String(event)));
            return answer.functionError() == null
                    ? Optional.empty()
                    : Optional.of(answer.payload().asUtf8String());
        }
    }

    /** A connection of its own to the ledger's database, without autocommit. */
    Connection connectToLedger() throws SQLException {
        var connection =
                DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:%s/ledger".formatted(ledgerPort()),
                        "ledger_owner",
                        "");
        connection.setAutoCommit(false);
        return connection;
    }

    /** From the configuration of a function of the ledger. */
    private String ledgerPort() {
        try (var lambda = CLIENTS.lambda(cloud.endpoints().lambda().orElseThrow())) {
            return lambda.listFunctions().functions().stream()
                    .flatMap(it -> it.environment().variables().entrySet().stream())
                    .filter(variable -> variable.getKey().equals("LEDGER_PORT"))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public void close() {
        http.close();
        cloud.close();
    }
}
