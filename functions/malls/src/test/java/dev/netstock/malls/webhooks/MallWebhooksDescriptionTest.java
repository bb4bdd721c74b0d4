package dev.netstock.malls.webhooks;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.LocalQueues;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.RequestsAsDescribed;
import dev.netstock.platform.testing.TestContext;

import java.util.Map;
import java.util.stream.Stream;

/** Webhooks accept exactly the parameters that the API description allows. */
class MallWebhooksDescriptionTest extends RequestsAsDescribed {
    private static final MallWebhooksHandler HANDLER =
            MallWebhooksHandlerTest.handler(
                    LocalQueues.createFifo(), Map.of("clientSecret", "secret"));

    @Override
    protected Stream<HttpCall> calls() {
        return Stream.of(
                HttpCall.of("POST /v1/mall-webhooks/{mall}")
                        .path("mall", "shopify")
                        .body("{\"id\":17,\"updated_at\":\"2026-11-28T11:00:00+09:00\"}"));
    }

    @Override
    protected Reply send(HttpCall call) {
        APIGatewayV2HTTPEvent event = call.event();
        event.setHeaders(MallWebhooksHandlerTest.headers("orders/updated", call.body()));
        return Reply.of(HANDLER.handleRequest(event, TestContext.create()));
    }

    @Override
    protected Class<?> handler() {
        return MallWebhooksHandler.class;
    }
}
