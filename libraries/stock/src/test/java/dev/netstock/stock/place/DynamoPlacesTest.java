package dev.netstock.stock.place;

import static dev.netstock.stock.testing.Shop.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.Channel;
import dev.netstock.stock.Location;
import dev.netstock.stock.LocationGroup;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoPlaces;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.place.Place.Coordinates;
import dev.netstock.stock.place.PlaceTable.Reading;
import dev.netstock.stock.place.SalesChannel.Holds;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.SettableClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

class DynamoPlacesTest {
    private static final Channel RAKUTEN = new Channel("rakuten");

    private final LocalTables tables = LocalTables.create();
    private final String table = tables.createMore("Places", "kind", "id");
    private final SettableClock clock = new SettableClock();
    private final List<String> requests = new ArrayList<>();
    private final DynamoPlaces places = over("east,west");

    private DynamoPlaces over(String planned) {
        DynamoDbClient client = LocalTables.watched(this::note);
        return new DynamoPlaces(client, table, Locations.parse(planned), clock, (_, _) -> {});
    }

    private void note(SdkRequest request) {
        requests.add(request.getClass().getSimpleName().replace("Request", ""));
    }

    @AfterEach
    void delete() {
        tables.delete();
    }

    @Test
    void read_beforeTheFirstChange_returnsTheLocationsOfTheDeployment() {
        assertThat(read().selling()).containsExactly(new Location("east"), new Location("west"));
        assertThat(read().version()).isZero();
        assertThat(over("north").read(Optional.empty(), call()).places().selling())
                .containsExactly(new Location("north"));
    }

    @Test
    void write_theFirst_storesThePlannedLocations_andTheDeploymentsCountNoLonger() {
        assertThat(places.write(place("south", 5), read(), call())).isTrue();

        Places stored = over("north").read(Optional.empty(), call()).places();
        assertThat(stored.selling())
                .containsExactly(new Location("south"), new Location("east"), new Location("west"));
        assertThat(stored.version()).isEqualTo(1);
    }

    @Test
    void write_ofAllMembers_isReadAsWritten() {
        var all =
                new Place(
                        new Location("south"),
                        "South",
                        false,
                        7,
                        new TreeSet<>(Set.of(new LocationGroup("a"), new LocationGroup("b"))),
                        true,
                        Optional.of(new Coordinates(-35_000_001, 139_000_002)),
                        new TreeMap<>(Map.of(RAKUTEN, 3)),
                        Instant.EPOCH,
                        1);
        var channel =
                new SalesChannel(
                        RAKUTEN,
                        "Rakuten",
                        SalesChannel.Kind.MALL,
                        2,
                        false,
                        new Holds(
                                Optional.of(Duration.ofMinutes(5)),
                                Optional.of(Duration.ofDays(3))),
                        Optional.of(
                                new PurchaseLimit(
                                        "spring",
                                        Optional.of(4L),
                                        Optional.of(2L),
                                        clock.instant(),
                                        Optional.of(clock.instant().plusSeconds(60)),
                                        "k1",
                                        clock.instant())),
                        1);
        places.write(all, read(), call());
        places.write(channel, read(), call());

        assertThat(read().location(all.location())).contains(all);
        assertThat(read().channel(RAKUTEN)).isEqualTo(channel);
        assertThat(read().buffer(all.location(), RAKUTEN)).isEqualTo(3);
        assertThat(read().buffer(new Location("east"), RAKUTEN)).isEqualTo(2);
        assertThat(read().buffer(new Location("east"), new Channel("pos"))).isZero();
        assertThat(read().sells(all.location())).isFalse();
    }

    @Test
    void write_onAnOldReading_changesNothing() {
        Places old = read();
        assertThat(places.write(place("south", 5), old, call())).isTrue();

        assertThat(places.write(place("south", 6), old, call())).isFalse();
        assertThat(read().location(new Location("south")).orElseThrow().priority()).isEqualTo(5);
    }

    @Test
    void read_ofAKnownVersion_readsOneRow() {
        places.write(place("south", 5), read(), call());
        clock.advance(Duration.ofMinutes(1).plusMillis(1));
        Reading known = places.read(Optional.empty(), call());
        requests.clear();

        assertThat(places.read(Optional.of(known), call()).places()).isSameAs(known.places());
        assertThat(requests).containsExactly("GetItem");
    }

    @Test
    void read_withinSecondsAfterAChange_isNotTakenForTheLastOfItsVersion() {
        places.write(place("south", 5), read(), call());
        Reading fresh = places.read(Optional.empty(), call());
        requests.clear();

        places.read(Optional.of(fresh), call());
        assertThat(requests).containsExactly("GetItem", "Query");
    }

    /** Its time is that of the first try; the write may land long after it. */
    @Test
    void read_withinAMinuteAfterAChange_isNotTakenForTheLastOfItsVersion() {
        places.write(place("south", 5), read(), call());
        clock.advance(Duration.ofSeconds(55));
        Reading fresh = places.read(Optional.empty(), call());
        requests.clear();

        places.read(Optional.of(fresh), call());
        assertThat(requests).containsExactly("GetItem", "Query");
    }

    @Test
    void read_of500Locations_makesTwoRequests() {
        places.write(place("store-0", 100), read(), call());
        tables.copy(
                table,
                "id",
                "location#store-0",
                IntStream.range(1, 500).mapToObj(i -> "location#store-" + i).toList());
        requests.clear();

        Places all = read();
        assertThat(all.selling()).hasSize(502);
        assertThat(requests).containsExactly("GetItem", "Query");
    }

    private Places read() {
        return places.read(Optional.empty(), call()).places();
    }

    private static Place place(String name, int priority) {
        return new Place(
                new Location(name),
                name,
                true,
                priority,
                new TreeSet<>(),
                false,
                Optional.empty(),
                new TreeMap<>(),
                Instant.EPOCH,
                1);
    }
}
