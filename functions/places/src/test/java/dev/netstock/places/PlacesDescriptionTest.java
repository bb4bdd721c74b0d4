package dev.netstock.places;

import static dev.netstock.places.PlacesFixture.allPools;
import static dev.netstock.places.PlacesFixture.buffers;
import static dev.netstock.places.PlacesFixture.channel;
import static dev.netstock.places.PlacesFixture.channels;
import static dev.netstock.places.PlacesFixture.endPool;
import static dev.netstock.places.PlacesFixture.location;
import static dev.netstock.places.PlacesFixture.locations;
import static dev.netstock.places.PlacesFixture.planPool;
import static dev.netstock.places.PlacesFixture.replaceBuffers;
import static dev.netstock.places.PlacesFixture.replaceChannel;
import static dev.netstock.places.PlacesFixture.replaceLocation;

import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.RequestsAsDescribed;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The function accepts exactly what docs/openapi.yaml describes, at each limit. */
class PlacesDescriptionTest extends RequestsAsDescribed {
    private static final String POOL =
            "{'changeId': 'c1', 'location': 'east', 'units': 1, 'endsAt': '2126-12-03T15:00:00Z'}";

    private static final PlacesFixture PLACES = PlacesFixture.open();

    @BeforeAll
    static void stock() {
        PLACES.shop().supply("A", "east", 5, 1);
        PLACES.shop().supply("A", "shinjuku", 5, 1);
        PLACES.send(planPool("A", "rakuten", POOL));
    }

    @AfterAll
    static void close() {
        PLACES.close();
    }

    @Override
    protected Stream<HttpCall> calls() {
        return Stream.of(
                locations(),
                location("east"),
                replaceLocation("east", "{}"),
                channels(),
                channel("pos"),
                replaceChannel("pos", "{}"),
                buffers("A", "east"),
                replaceBuffers("A", "east", "{}"),
                allPools(),
                planPool("A", "rakuten", "{}"),
                endPool("A", "rakuten", "east"));
    }

    @Override
    protected Reply send(HttpCall call) {
        return PLACES.send(call);
    }

    @Override
    protected Class<?> handler() {
        return PlacesHandler.class;
    }

    /** What is stored, whenever it was. */
    @Override
    protected String meaning(HttpCall call) {
        var body = (ObjectNode) send(call).body();
        List.of("version", "startsAt", "state").forEach(body::remove);
        return body.toString();
    }

    @Override
    protected Set<String> beyondSchemas() {
        return Set.of(
                "Each channel must appear only once.",
                "Must be after startsAt.",
                "Must be in the future and later than from.");
    }
}
