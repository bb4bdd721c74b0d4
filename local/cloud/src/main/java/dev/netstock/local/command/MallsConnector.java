package dev.netstock.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.local.demo.Catalogue;
import dev.netstock.local.demo.Product;
import dev.netstock.local.mallshops.DemoMall;
import dev.netstock.local.mallshops.DemoMall.MallItem;
import dev.netstock.local.mallshops.MallConnection;
import dev.netstock.local.mallshops.MallShops;

import software.amazon.awssdk.core.sync.RequestBody;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Connects the demo store's shops in the simulated malls with the running cloud. */
record MallsConnector(CloudState state) {
    private static final List<String> SCOPES = List.of("netstock/operate");

    /** The simulator applies a count of Amazon after this time instead of a minute. */
    private static final String QUICK_AMAZON = "{\"applySeconds\":2}";

    /**
     * Connects all malls, and uploads the file that says which SKU each of their items is.
     *
     * @param simulators their address
     * @return a line for each mall
     */
    List<String> connect(URI simulators) throws IOException, InterruptedException {
        var services = new AwsServices(state);
        var file = new StringBuilder("mall,item,variant,sku,units\n");
        List<String> lines = new ArrayList<>();
        try (var http = HttpClient.newHttpClient();
                var secrets = services.secretsManager();
                var queues = services.sqs();
                var files = services.s3()) {
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
                lines.add(mall.channel() + ": " + map(mall, file) + " items");
            }
            files.putObject(
                    it ->
                            it.bucket(state.output("FilesBucket"))
                                    .key("inbox/mall-items/demo-malls.csv"),
                    RequestBody.fromBytes(file.toString().getBytes(UTF_8)));
        }
        return lines;
    }

    /** Adds the items of a mall, and returns their number. */
    private static int map(DemoMall mall, StringBuilder file) {
        List<Product> assortment = mall.assortment(Catalogue.of(Catalogue.SEED));
        for (Product product : assortment) {
            MallItem item = mall.item(product.sku());
            file.append(
                    "%s,%s,%s,%s,1\n"
                            .formatted(mall.channel(), item.item(), item.variant(), product.sku()));
        }
        return assortment.size();
    }
}
