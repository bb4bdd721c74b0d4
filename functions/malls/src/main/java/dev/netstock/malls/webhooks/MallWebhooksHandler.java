package dev.netstock.malls.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.malls.ConfiguredMall;
import dev.netstock.malls.MallsConfig;
import dev.netstock.malls.adapter.MallAdapters;
import dev.netstock.malls.adapter.credential.CachedCredentials;
import dev.netstock.malls.adapter.credential.CredentialStore;
import dev.netstock.malls.adapter.shopify.ShopifyWebhooks;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Lazy;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.http.HttpFunction;
import dev.netstock.platform.http.PrimingRequests;
import dev.netstock.platform.http.PrimingRequests.Request;
import dev.netstock.platform.http.Route;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.stock.Channel;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The function behind the webhooks of malls. API Gateway passes their requests without a token: the
 * function verifies the signature of the mall. Thread-safe.
 */
public final class MallWebhooksHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /** Shopify's orders have up to some hundred lines. */
    static final int BODY_BYTES_MAX = 1 << 20;

    private static final String ROUTE = "POST /v1/mall-webhooks/{mall}";
    private static final List<Request> PRIMING = List.of(new Request(ROUTE, "", "{}"));

    private final HttpFunction function;

    /** Called by Lambda; reads the environment. */
    public MallWebhooksHandler() {
        this(new MallsConfig(Environment.ofFunction()), new FailureTally());
        Priming.register(new PrimingRequests(function, PRIMING));
    }

    private MallWebhooksHandler(MallsConfig config, FailureTally failures) {
        this(
                new WebhookEndpoint(
                        webhooks(config.malls(), config.credentials()), config.syncQueue(failures)),
                failures);
    }

    /**
     * Creates the function.
     *
     * @param failures the call listener of the endpoint's queue
     */
    MallWebhooksHandler(WebhookEndpoint endpoint, FailureTally failures) {
        function =
                new HttpFunction(
                        List.of(
                                Route.signed(
                                        ROUTE, "receiveMallWebhook", endpoint, BODY_BYTES_MAX)),
                        new Telemetry("mall-webhooks", failures));
    }

    private static Map<Channel, Supplier<ShopifyWebhooks>> webhooks(
            List<ConfiguredMall> malls, Function<Channel, CredentialStore> credentials) {
        return malls.stream()
                .map(ConfiguredMall::channel)
                .filter(MallAdapters.SHOPIFY::equals)
                .collect(
                        Collectors.toMap(
                                channel -> channel,
                                channel ->
                                        new Lazy<>(
                                                () ->
                                                        new ShopifyWebhooks(
                                                                new CachedCredentials(
                                                                        credentials.apply(channel),
                                                                        InstantSource.system())))));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return function.answer(event, context);
    }
}
