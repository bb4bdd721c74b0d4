package dev.netstock.sales;

import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.RequestsAsDescribed;
import dev.netstock.platform.testing.TestContext;

import java.util.Set;
import java.util.stream.Stream;

/** The sales inquiry accepts exactly what the API description allows, at each of its limits. */
class SalesDescriptionTest extends RequestsAsDescribed {
    private static final SalesFixture FIXTURE = SalesFixture.open();
    private static final SalesInquiryHandler HANDLER = FIXTURE.inquiry(FIXTURE.tables().client());

    @Override
    protected Stream<HttpCall> calls() {
        return Stream.of(
                HttpCall.of(SalesInquiryHandler.ROUTE)
                        .query(
                                "from=2026-11-21T02:03:00Z&to=2026-11-21T02:04:00Z&sku=A&channel=pos&location=east"));
    }

    @Override
    protected Reply send(HttpCall call) {
        return Reply.of(HANDLER.handleRequest(call.event(), TestContext.create()));
    }

    @Override
    protected Class<?> handler() {
        return SalesInquiryHandler.class;
    }

    @Override
    protected Set<String> beyondSchemas() {
        return Set.of("Must be later than from, by at most 24 hours.");
    }
}
