package dev.netstock.malls.api;

import static dev.netstock.malls.api.MallOffice.call;
import static dev.netstock.malls.api.MallOffice.item;
import static dev.netstock.malls.api.MallOffice.map;
import static dev.netstock.malls.api.MallOffice.part;

import dev.netstock.malls.port.MallItem;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.RequestsAsDescribed;

import java.util.Set;
import java.util.stream.Stream;

/** The function accepts exactly what docs/openapi.yaml describes, at each limit. */
class MallsDescriptionTest extends RequestsAsDescribed {
    private static final MallOffice OFFICE = MallOffice.open();

    @Override
    protected Stream<HttpCall> calls() {
        OFFICE.send(map("tea-500", part("tea", 1)));
        return Stream.of(
                call("GET /v1/malls"),
                call("POST /v1/malls/{mall}/pause"),
                call("POST /v1/malls/{mall}/resume"),
                call("POST /v1/malls/{mall}/pushes").body("{}"),
                call("GET /v1/malls/{mall}/items")
                        .query(
                                "sku=tea&state=rejected&cursor="
                                        + PageToken.of(new MallItem("a", ""))),
                item("GET", "tea-500").query("variant="),
                map("tea-500", part("tea", 1)).query("variant="),
                item("DELETE", "tea-500").query("variant="),
                call("GET /v1/malls/{mall}/orders")
                        .query("state=unmapped&cursor=" + PageToken.of("R-1")));
    }

    @Override
    protected Reply send(HttpCall call) {
        Reply reply = OFFICE.send(call);
        boolean isTea = call.path().containsValue("tea-500") && call.query().equals("variant=");
        if (call.route().startsWith("PUT") && reply.status() == 200 && !isTea) {
            // Each item of a SKU is one more of its pages.
            OFFICE.send(
                    new HttpCall(
                            call.route().replace("PUT", "DELETE"), call.path(), call.query(), ""));
        }
        return reply;
    }

    @Override
    protected Class<?> handler() {
        return MallsHandler.class;
    }

    @Override
    protected Set<String> beyondSchemas() {
        return Set.of(
                "Must be a cursor from an earlier response.", "Each SKU must appear only once.");
    }
}
