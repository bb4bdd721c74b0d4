package dev.netstock.local.command;

import dev.netstock.local.demo.Catalogue;
import dev.netstock.local.demo.Product;
import dev.netstock.local.mallshops.DemoMall;
import dev.netstock.local.mallshops.MallConnection;
import dev.netstock.local.mallshops.MallShops;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Connects the demo store's shops in the simulated malls with the running cloud. */
record MallsConnector(CloudState state) {
    private static final List<String> SCOPES = List.of("netstock/operate");

    /** As many as the functions process at once. */
    private static final int REQUESTS_AT_ONCE = 4;

    /** The simulator applies a count of Amazon after this time instead of a minute. */
    private static final String QUICK_AMAZON = "{\"applySeconds\":2}";

    /**
     * Connects all malls.
     *
     * @param simulators their address
     * @return a line for each mall
     */
    List<String> connect(URI simulators) throws IOException, InterruptedException {
        var services = new AwsServices(state);
        List<String> lines = new ArrayList<>();
        try (var http = HttpClient.newHttpClient();
                var secrets = services.secretsManager();
                var queues = services.sqs()) {
            var shops = new MallShops(http, simulators);
            String token = state.token(SCOPES);
            var connection =
                    new MallConnection(
                            shops,
                            secrets,
                            queues,
                            http,
                            URI.create(state.apiUrl()),
                            () -> token,
                            InstantSource.system());
            shops.faults(DemoMall.AMAZON, QUICK_AMAZON);
            for (DemoMall mall : DemoMall.values()) {
                connection.authorize(mall);
                connection.subscribe(mall, state.output("MallSignalsQueueArn"));
                connection.resume(mall);
                lines.add(mall.channel() + ": " + map(mall, connection) + " items");
            }
        }
        return lines;
    }

    private static int map(DemoMall mall, MallConnection connection)
            throws IOException, InterruptedException {
        List<Product> assortment = mall.assortment(Catalogue.of(Catalogue.SEED));
        try (ExecutorService threads = Executors.newFixedThreadPool(REQUESTS_AT_ONCE)) {
            List<Callable<Boolean>> requests = new ArrayList<>();
            for (Product product : assortment) {
                requests.add(
                        () -> {
                            connection.map(mall, product.sku());
                            return true;
                        });
            }
            for (Future<Boolean> request : threads.invokeAll(requests)) {
                request.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("An item of " + mall.channel() + " cannot be mapped", e);
        }
        return assortment.size();
    }
}
