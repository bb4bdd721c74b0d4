package dev.netstock.local.live;

import dev.netstock.local.mallshops.MallShops;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Performs the events of a trading day: it publishes movements to the stream, like POS and
 * warehouse systems, sends web orders to the API, like a web store, and buys in simulated malls.
 *
 * @param token supplies a token that may reserve
 * @param malls empty if no simulated malls are running
 */
public record LiveStore(
        KinesisClient kinesis,
        String stream,
        HttpClient http,
        URI api,
        Supplier<String> token,
        Optional<MallShops> malls) {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /**
     * Performs an event.
     *
     * @return a one-line description
     */
    public String perform(StoreEvent event) throws IOException, InterruptedException {
        return switch (event) {
            case Movement movement -> publish(movement);
            case WebOrder order -> buy(order);
            case MallOrder order -> buy(order);
            case MallChange change ->
                    "%-8s %s: %s"
                            .formatted(
                                    "change",
                                    change.mall().channel(),
                                    shops().change(change.mall(), change.cancels()));
        };
    }

    private String publish(Movement movement) {
        kinesis.putRecord(
                it ->
                        it.streamName(stream)
                                .partitionKey(movement.sku())
                                .data(SdkBytes.fromUtf8String(movement.event().toString())));
        return "%-8s %s %s, %d"
                .formatted(movement.kind(), movement.sku(), movement.location(), movement.units());
    }

    private String buy(WebOrder order) throws IOException, InterruptedException {
        String lines =
                "{\"lines\":[{\"sku\":\"%s\",\"quantity\":%d,\"location\":\"%s\"}]}"
                        .formatted(order.sku(), order.units(), order.location());
        String end = end(order, call("PUT", order, "reservation", lines));
        return "%-8s %s %s, %d: %s"
                .formatted("order", order.sku(), order.location(), order.units(), end);
    }

    private String buy(MallOrder order) throws IOException, InterruptedException {
        return "%-8s %s %s, %d: %s"
                .formatted(
                        "order",
                        order.sku(),
                        order.mall().channel(),
                        order.units(),
                        shops().buy(order.mall(), order.sku(), order.units()));
    }

    private MallShops shops() {
        return malls.orElseThrow(() -> new IllegalStateException("No simulated malls are running"));
    }

    private String end(WebOrder order, int reserved) throws IOException, InterruptedException {
        if (reserved != 201) {
            return reserved == 409 ? "sold out" : "answered " + reserved;
        }
        if (order.paid()) {
            return "paid, " + call("POST", order, "confirmation", "");
        }
        return "payment failed, " + call("DELETE", order, "reservation", "");
    }

    private int call(String method, WebOrder order, String what, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(api.resolve("/v1/orders/" + order.orderId() + "/" + what))
                        .timeout(TIMEOUT)
                        .header("Authorization", "Bearer " + token.get())
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body))
                        .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }
}
