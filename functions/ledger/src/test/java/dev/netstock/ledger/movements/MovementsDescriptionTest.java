package dev.netstock.ledger.movements;

import dev.netstock.platform.json.FieldFormat;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.Agreement;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.RequestsAsDescribed;
import dev.netstock.platform.testing.SchemaEdges;
import dev.netstock.platform.testing.SchemaEdges.Edge;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.platform.testing.Words;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The movements function accepts what the API description allows, at each limit. */
class MovementsDescriptionTest extends RequestsAsDescribed {
    private final MovementsHandler handler =
            new MovementsHandler(
                    (_, _) -> {},
                    TestMovements.ANY_DATES,
                    Optional.empty(),
                    (_, _) -> {},
                    new FailureTally());

    @Override
    protected Stream<HttpCall> calls() {
        return Stream.of(HttpCall.of(MovementsHandler.ROUTE));
    }

    @Override
    protected Reply send(HttpCall call) {
        return Reply.of(handler.handleRequest(call.event(), TestContext.create()));
    }

    @Override
    protected Class<?> handler() {
        return MovementsHandler.class;
    }

    /** Each invalid movement of a request is rejected individually, in the body of a 202. */
    @Test
    void movement_atEachLimit_isAcceptedOrRejectedAsDescribed() {
        Agreement agreement = new Agreement(API.schemas(), beyondSchemas());
        SchemaEdges edges = new SchemaEdges(API.schemas(), Words.beside(FieldFormat.class));
        var schema = API.schema("Movement");
        for (JsonNode example : API.schemas().node(schema).get("examples").values()) {
            for (Edge edge : edges.of(schema, example)) {
                String json = edge.value().toString();
                agreement.add(edge, API.schemas().faults(schema, json).isEmpty(), rejected(json));
            }
        }
        agreement.require();
    }

    private List<String> rejected(String movement) {
        String body = "{\"source\":\"/test\",\"movements\":[" + movement + "]}";
        Reply reply = send(new HttpCall(MovementsHandler.ROUTE, Map.of(), "", body));
        return reply.body()
                .at("/rejected/0/errors")
                .valueStream()
                .map(error -> error.get("message").asString())
                .toList();
    }
}
