package dev.netstock.settings;

import static dev.netstock.replenishment.Depot.file;
import static dev.netstock.replenishment.Depot.read;
import static dev.netstock.replenishment.Depot.readLimit;
import static dev.netstock.replenishment.Depot.readMany;
import static dev.netstock.replenishment.Depot.replace;
import static dev.netstock.replenishment.Depot.replaceLimit;
import static dev.netstock.replenishment.Depot.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.RequestsAsDescribed;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.replenishment.Depot;
import dev.netstock.replenishment.request.RequestCursor;
import dev.netstock.stock.Location;
import dev.netstock.stock.place.Place;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.testing.LocalTables;

import org.junit.jupiter.api.BeforeAll;

import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The function accepts exactly what docs/openapi.yaml describes, at each limit. */
class SettingsDescriptionTest extends RequestsAsDescribed {
    private static final String CURSOR = new RequestCursor("2026").token();
    private static final int LONG_BODY = 1_000;
    private static final Set<String> REQUESTS = new ConcurrentSkipListSet<>();

    /** The maximum number of locations, with the names that the values at the limits have. */
    private static final Places LOCATIONS =
            new Places(
                    1,
                    IntStream.range(0, SettingsRequest.LOCATIONS_MAX)
                            .mapToObj(number -> number == 0 ? "shinjuku" : "shinjuku-" + number)
                            .map(name -> Place.planned(new Location(name), 1))
                            .toList(),
                    List.of());

    private static final Depot DEPOT = Depot.open();
    private static final SettingsHandler HANDLER =
            DEPOT.over(
                            LocalTables.watched(
                                    request -> {
                                        if (request instanceof QueryRequest) {
                                            REQUESTS.add(request.toString());
                                        }
                                    }))
                    .settings(LOCATIONS);

    @BeforeAll
    static void supply() {
        DEPOT.shop().supply("A", "shinjuku", 5, 1);
    }

    @Override
    protected Stream<HttpCall> calls() {
        return Stream.of(
                read("A"),
                replace("A", "{}"),
                readMany("sku=A&sku=B"),
                file("dryRun=true", "sku,location,shards|A,shinjuku,2"),
                readLimit("A"),
                replaceLimit("A", "{}"),
                requests("day=2026-11-21&sku=A&location=shinjuku&limit=50&cursor=" + CURSOR));
    }

    /**
     * Settings of hundreds of locations are forgotten: each later request would change them too.
     */
    @Override
    protected Reply send(HttpCall call) {
        Reply reply = Reply.of(HANDLER.handleRequest(call.event(), TestContext.create()));
        if (call.body().length() > LONG_BODY) {
            DEPOT.forgetSettings();
        }
        return reply;
    }

    @Override
    protected Class<?> handler() {
        return SettingsHandler.class;
    }

    /** The queries that the function sends, and whether a file changed anything. */
    @Override
    protected String meaning(HttpCall call) {
        DEPOT.forgetSettings();
        REQUESTS.clear();
        Reply reply = send(call);
        assertThat(reply.status()).isEqualTo(200);
        return REQUESTS + reply.body().path("dryRun").toString();
    }

    @Override
    protected Set<String> beyondSchemas() {
        return Set.of(
                "Must be a cursor from an earlier response.",
                "Must be a known location.",
                "Must be at least safetyStock.",
                "Must be in the future and later than from.",
                "Must be greater than reorderPoint.",
                "Must be greater than reorderPoint and at most orderUpTo.");
    }
}
