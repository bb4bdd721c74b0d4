package dev.netstock.audit;

import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.RequestsAsDescribed;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.BeforeAll;

import java.util.Set;
import java.util.stream.Stream;

/** The audit function accepts exactly what the API description allows, at each of its limits. */
class AuditDescriptionTest extends RequestsAsDescribed {
    private static final TestLog LOG = TestLog.create();
    private static final String CURSOR =
            new AuditPageToken("2026-11-21T02:03:04.567Z#0b8f7d52-3c51-4a0e-9d5e-6f2a1c3b4d5e")
                    .token();
    private static final AuditHandler HANDLER = LOG.handler(LOG.tables().client());

    /** More than a page, all before the cursor. */
    @BeforeAll
    static void acts() {
        for (int number = 0; number < 110; number++) {
            LOG.begin(TestLog.NOON.minusSeconds(4_000 + number), "mika", "release", "A");
        }
    }

    @Override
    protected Stream<HttpCall> calls() {
        return Stream.of(
                HttpCall.of(AuditHandler.ROUTE)
                        .query(
                                "day=2026-11-21&who=mika&action=release&target=A&limit=50&cursor="
                                        + CURSOR));
    }

    @Override
    protected Reply send(HttpCall call) {
        return Reply.of(HANDLER.handleRequest(call.event(), TestContext.create()));
    }

    @Override
    protected Class<?> handler() {
        return AuditHandler.class;
    }

    @Override
    protected Set<String> beyondSchemas() {
        return Set.of("Must be a cursor from an earlier response.");
    }
}
