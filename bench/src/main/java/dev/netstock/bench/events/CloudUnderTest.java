package dev.netstock.bench.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.bench.BareStep;
import dev.netstock.local.assembly.Synthesis;
import dev.netstock.local.cloud.CloudOptions;
import dev.netstock.local.cloud.LocalCloud;
import dev.netstock.local.cloud.Progress;
import dev.netstock.local.identity.AccessTokens;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.telemetry.JsonLogging;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import org.slf4j.event.Level;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** The local cloud with every function and mapping of the templates, for a benchmark. */
final class CloudUnderTest implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalCloud cloud;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;

    private CloudUnderTest(LocalCloud cloud) {
        this.cloud = cloud;
        var pool = cloud.userPools().iterator().next();
        this.token =
                new AccessTokens(pool, InstantSource.system())
                        .mint(
                                pool.clients().iterator().next(),
                                List.of("netstock/read", "netstock/reserve"));
    }

    /** Starts it, from a clone whose functions are built. */
    static CloudUnderTest start() throws IOException {
        // Otherwise the simulators would log every queue between the figures.
        JsonLogging.setLevel(Level.WARN);
        var repository = repository();
        var folder = Files.createDirectories(repository.resolve("bench/target/cloud"));
        var synthesis =
                new Synthesis(
                        repository, folder.resolve("assembly"), folder.resolve("synth.log"), "dev");
        if (synthesis.isNeeded()) {
            synthesis.run();
        }
        return new CloudUnderTest(
                LocalCloud.start(
                        CloudOptions.inMemory(synthesis.assembly(), folder), Progress.SILENT));
    }

    /** Net stock directly on the tables, with the flows of checkout. */
    DynamoNetStock netStock() {
        var client =
                DynamoClients.builder(DynamoClients.httpClient())
                        .endpointOverride(cloud.endpoints().dynamoDb())
                        .region(Region.AP_NORTHEAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("local", "local")))
                        .build();
        var tables =
                new DynamoNetStock.Tables(output("NetStockTable"), output("StockDeltasTable"), "");
        return new DynamoNetStock(
                client,
                tables,
                Locations.parse(BareStep.LOCATION),
                InstantSource.system(),
                (_, _) -> {});
    }

    private String output(String key) {
        return cloud.outputs().getOrDefault(key, "");
    }

    /** Calls the API; returns the body. */
    JsonNode call(String method, String path, String body) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(cloud.apiUrl() + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The API answered no JSON", e);
        } catch (IOException e) {
            throw new IllegalStateException("The API does not answer", e);
        }
    }

    @Override
    public void close() {
        http.close();
        cloud.close();
    }

    private static Path repository() throws IOException {
        for (Path folder = Path.of("").toRealPath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("functions/function-zip.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("Not inside a clone of net-stock");
    }
}
