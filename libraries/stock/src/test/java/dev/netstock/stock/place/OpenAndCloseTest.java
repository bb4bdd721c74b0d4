package dev.netstock.stock.place;

import static dev.netstock.stock.testing.Shop.call;
import static dev.netstock.stock.testing.Shop.item;
import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.Consistency;
import dev.netstock.stock.Location;
import dev.netstock.stock.LocationGroup;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoPlaces;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.reservation.ReserveResult.InsufficientStock;
import dev.netstock.stock.reservation.ReserveResult.Reserved;
import dev.netstock.stock.reservation.Shortage;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Opening and closing locations while orders are taken, by an environment that caches them. */
class OpenAndCloseTest {
    private final Shop bare = Shop.open();
    private final DynamoPlaces places =
            new DynamoPlaces(
                    bare.tables().client(),
                    bare.tables().createMore("Places", "kind", "id"),
                    Shop.LOCATIONS,
                    bare.clock(),
                    (_, _) -> {});
    private final DynamoNetStock stock =
            new DynamoNetStock(
                    bare.tables().client(),
                    bare.tables().names(),
                    new PlaceCache(places, bare.clock()),
                    bare.clock(),
                    (_, _) -> {});
    private final Shop shop = new Shop(bare.tables(), stock, bare.clock(), bare.budget());

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void reserve_atALocationThatOpens_sellsWithinTenSeconds() {
        shop.supply("tape", "south", 5, 1);
        assertThat(shop.reserve("before", line("tape", "south", 1)))
                .isInstanceOf(InsufficientStock.class);
        assertThat(levels()).isEmpty();

        put("south", true, Set.of());
        shop.clock().advance(PlaceCache.AGE_MAX);

        assertThat(shop.reserve("A-1", line("tape", "south", 1))).isInstanceOf(Reserved.class);
        assertThat(shop.reserve("A-2", line("tape", 1))).isInstanceOf(Reserved.class);
        assertThat(levels()).containsExactly(new Location("south"));
    }

    @Test
    void reserve_atALocationThatCloses_isRefusedAfterTenSeconds_andWhatIsReservedStays() {
        shop.supply("tape", "east", 5, 1);
        shop.supply("tape", "west", 5, 1);
        shop.reserve("A-1", line("tape", "east", 2));

        put("east", false, Set.of());
        shop.clock().advance(PlaceCache.AGE_MAX);

        assertThat(shop.reserve("A-2", line("tape", "east", 1)))
                .isEqualTo(
                        new InsufficientStock(
                                List.of(
                                        new Shortage(
                                                new Sku("tape"),
                                                Optional.of(new Location("east")),
                                                1,
                                                0))));
        assertThat(shop.reserve("A-3", line("tape", 4))).isInstanceOf(Reserved.class);
        assertThat(shop.available("tape", "west")).isEqualTo(1);
        assertThat(shop.stockOf("tape", "east").reserved()).isEqualTo(2);
        assertThat(levels()).containsExactly(new Location("west"));

        shop.confirm("A-1");
        shop.cancel("A-1", "c1");
        assertThat(shop.stockOf("tape", "east").reserved()).isZero();
    }

    @Test
    void promisedOrder_ofAClosedLocation_takesFromItsPoolOnly() {
        shop.supply("tape", "east", 5, 1);
        shop.supply("tape", "west", 1, 1);
        shop.setAside("rakuten", "tape", "east", 2, "m1");
        put("east", false, Set.of());
        shop.clock().advance(PlaceCache.AGE_MAX);

        assertThat(shop.accept("rakuten", "R-1", line("tape", 3))).isInstanceOf(Reserved.class);

        assertThat(shop.available("tape", "east")).isEqualTo(3);
        assertThat(shop.items(item("tape", "east").shard(1000)).getFirst().available()).isZero();
        assertThat(shop.available("tape", "west")).isZero();
    }

    @Test
    void reserve_ofAGroup_takesFromItsLocationsOnly() {
        put("east", true, Set.of("tokyo"));
        put("north", true, Set.of("tokyo"));
        shop.supply("tape", "east", 2, 1);
        shop.supply("tape", "west", 5, 1);
        shop.supply("tape", "north", 2, 1);
        shop.clock().advance(PlaceCache.AGE_MAX);

        assertThat(reserve("A-1", "tokyo", line("tape", 3))).isInstanceOf(Reserved.class);
        assertThat(shop.available("tape", "west")).isEqualTo(5);
        assertThat(reserve("A-2", "tokyo", line("tape", 2)))
                .isEqualTo(
                        new InsufficientStock(
                                List.of(new Shortage(new Sku("tape"), Optional.empty(), 2, 1))));
        assertThat(reserve("A-1", "kyoto", line("tape", 3)))
                .isInstanceOf(ReserveResult.OrderIdReused.class);
    }

    private ReserveResult reserve(String orderId, String group, RequestedLine line) {
        ReserveCommand all = Shop.order(orderId, line);
        return stock.reserveFlow()
                .reserve(
                        new ReserveCommand(
                                new OrderId(orderId),
                                all.channel(),
                                all.hold(),
                                all.lines(),
                                Optional.of(new LocationGroup(group)),
                                Optional.empty()),
                        call());
    }

    private List<Location> levels() {
        return stock.levelReader().one(new Sku("tape"), Consistency.STRONG, call()).stream()
                .flatMap(levels -> levels.locations().stream())
                .map(level -> level.location())
                .toList();
    }

    private void put(String name, boolean sellsOnline, Set<String> groups) {
        Places now = places.read(Optional.empty(), call()).places();
        var set = new TreeSet<LocationGroup>();
        groups.forEach(group -> set.add(new LocationGroup(group)));
        int priority = now.location(new Location(name)).map(Place::priority).orElse(100);
        var place =
                new Place(
                        new Location(name),
                        name,
                        sellsOnline,
                        priority,
                        set,
                        false,
                        Optional.empty(),
                        new TreeMap<>(),
                        Instant.EPOCH,
                        1);
        assertThat(places.write(place, now, call())).isTrue();
    }
}
