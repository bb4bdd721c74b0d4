package dev.netstock.malls.webhooks;

import dev.netstock.malls.MallProblems;
import dev.netstock.malls.SyncMessage;
import dev.netstock.malls.SyncQueue;
import dev.netstock.malls.adapter.shopify.ShopifyWebhooks;
import dev.netstock.malls.adapter.shopify.ShopifyWebhooks.Delivery;
import dev.netstock.malls.port.MallUnavailable;
import dev.netstock.malls.port.NotConnected;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Channel;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code POST /v1/mall-webhooks/{mall}}: a mall says that an order changed. Nothing of the body is
 * used before its signature is verified. Thread-safe.
 *
 * @param webhooks verifies and reads webhooks, by the malls that send them
 * @param queue passes signals to the sync
 */
public record WebhookEndpoint(Map<Channel, Supplier<ShopifyWebhooks>> webhooks, SyncQueue queue)
        implements Endpoint {
    private static final TextFormat<Channel> MALL =
            new TextFormat<>(
                    "Must be a channel: 1 to 32 of a-z, 0-9 and -.",
                    Channel::isValid,
                    Channel::new);
    private static final Duration LATER = Duration.ofSeconds(5);

    public WebhookEndpoint {
        webhooks = Map.copyOf(webhooks);
    }

    @Override
    public Answer answer(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Channel> mall = request.path("mall", MALL, errors);
        request.refuseQuery(errors);
        return switch (errors.orElse(mall::orElseThrow)) {
            case Decoded.Invalid(var all) -> Problem.invalidRequest(all);
            case Decoded.Valid(Channel channel) -> answer(channel, request);
        };
    }

    private Answer answer(Channel mall, HttpRequest request) {
        Supplier<ShopifyWebhooks> sender = webhooks.get(mall);
        return sender == null
                ? Problem.of(MallProblems.UNKNOWN_MALL, "This mall sends no webhooks.")
                : answer(mall, sender.get(), request);
    }

    private Answer answer(Channel mall, ShopifyWebhooks sender, HttpRequest request) {
        return switch (read(sender, request)) {
            case Delivery.Refused _ ->
                    Problem.of(
                            MallProblems.INVALID_SIGNATURE,
                            "The request was not processed. Its signature is not that of the"
                                    + " mall.");
            case Delivery.Ignored _ -> received("ignored");
            case Delivery.Accepted(var signal) -> {
                if (!queue.send(List.of(SyncMessage.of(mall, signal)), request.call())) {
                    throw new RetryLaterException("The queue did not accept a signal", LATER);
                }
                yield received("accepted");
            }
        };
    }

    private static Delivery read(ShopifyWebhooks sender, HttpRequest request) {
        try {
            return sender.read(request.headers(), request.bytes());
        } catch (NotConnected | MallUnavailable e) {
            throw new RetryLaterException("The mall's secret cannot be read", LATER, e);
        }
    }

    private static Answer received(String outcome) {
        return Answer.of(200, outcome, json -> json.writeStringField("outcome", outcome));
    }
}
