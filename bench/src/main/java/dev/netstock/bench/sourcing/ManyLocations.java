package dev.netstock.bench.sourcing;

import dev.netstock.bench.NetStockCalls;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Location;
import dev.netstock.stock.LocationGroup;
import dev.netstock.stock.Locations;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.capacity.CapacityMeter;
import dev.netstock.stock.capacity.CapacityMeter.Metered;
import dev.netstock.stock.capacity.CapacityUnits;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoPlaces;
import dev.netstock.stock.place.LocationStatements;
import dev.netstock.stock.place.Place;
import dev.netstock.stock.place.PlaceCache;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.reservation.ReserveResult.Reserved;
import dev.netstock.stock.supply.SupplyChange;
import dev.netstock.stock.testing.LocalTables;

import org.HdrHistogram.Histogram;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Net stock with many locations in groups, and orders whose requests are metered. One thread. */
final class ManyLocations implements AutoCloseable {
    static final int LOCATIONS = 500;

    private static final int IN_A_GROUP = 50;
    private static final Sku SKU = new Sku("4901234567894");
    private static final long SUPPLY = 1_000_000;
    private static final LocationGroup ALL = new LocationGroup("all");
    private static final Channel STOREFRONT = new Channel("storefront");

    private final LocalTables tables = LocalTables.create();
    private final CapacityMeter meter = new CapacityMeter();
    private final DynamoDbClient client =
            LocalTables.clientBuilder(LocalTables.http())
                    .overrideConfiguration(
                            DynamoClients.overrides().addExecutionInterceptor(meter).build())
                    .build();
    private final DynamoPlaces places =
            new DynamoPlaces(
                    client,
                    tables.createMore("Places", "kind", "id"),
                    Locations.parse("store-0"),
                    InstantSource.system(),
                    (_, _) -> {});
    private final Map<Knowledge, DynamoNetStock> environments = new EnumMap<>(Knowledge.class);
    private int orders;

    private ManyLocations() {
        environments.put(
                Knowledge.CACHED, netStock(new PlaceCache(places, InstantSource.system())));
        environments.put(
                Knowledge.READ_EACH_TIME,
                netStock(call -> places.read(Optional.empty(), call).places()));
    }

    /** Which locations may serve a line. */
    enum Scope {
        NAMED("at a named location"),
        GROUP("in a group of " + IN_A_GROUP),
        GROUP_OF_ALL("in a group of " + LOCATIONS),
        ANYWHERE("without a location");

        private final String text;

        Scope(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** How an environment knows the locations. */
    enum Knowledge {
        CACHED("cached"),
        READ_EACH_TIME("read for each order");

        private final String text;

        Knowledge(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** What orders of one case needed, each on average. Not thread-safe. */
    static final class Figures {
        private final Histogram latency = new Histogram(3);
        private long requests;
        private double readUnits;
        private double writeUnits;

        void add(long nanos, List<Metered> metered) {
            latency.recordValue(nanos);
            requests += metered.size();
            CapacityUnits units = CapacityMeter.sum(metered);
            readUnits += units.read();
            writeUnits += units.write();
        }

        Histogram latency() {
            return latency;
        }

        double requests() {
            return (double) requests / latency.getTotalCount();
        }

        double readUnits() {
            return readUnits / latency.getTotalCount();
        }

        double writeUnits() {
            return writeUnits / latency.getTotalCount();
        }
    }

    /** Opens a shop with plenty of units of one SKU at every location. */
    static ManyLocations open() {
        var shop = new ManyLocations();
        List<Place> stores = IntStream.range(0, LOCATIONS).mapToObj(ManyLocations::store).toList();
        long _ = new LocationStatements(shop.places).store(stores, NetStockCalls.call());
        DynamoNetStock any = shop.netStock(PlaceSource.NONE);
        any.supplyApplier()
                .apply(
                        stores.stream()
                                .map(it -> new SupplyChange(SKU, it.location(), SUPPLY, 1))
                                .toList(),
                        NetStockCalls.call());
        return shop;
    }

    /** Reserves one unit for each of some orders. */
    void reserve(Scope scope, Knowledge knowledge, int many, Figures figures) {
        var flow = environment(knowledge).reserveFlow();
        for (int i = 0; i < many; i++) {
            ReserveCommand command = command(scope);
            meter.drain();
            long begin = System.nanoTime();
            var result = flow.reserve(command, NetStockCalls.call());
            figures.add(System.nanoTime() - begin, meter.drain());
            if (!(result instanceof Reserved)) {
                throw new IllegalStateException("An order was not reserved: " + result);
            }
        }
    }

    private DynamoNetStock environment(Knowledge knowledge) {
        return Optional.ofNullable(environments.get(knowledge)).orElseThrow();
    }

    private ReserveCommand command(Scope scope) {
        orders++;
        int number = orders % LOCATIONS;
        Optional<Location> named =
                scope == Scope.NAMED ? Optional.of(location(number)) : Optional.empty();
        Optional<LocationGroup> group =
                switch (scope) {
                    case GROUP -> Optional.of(group(number));
                    case GROUP_OF_ALL -> Optional.of(ALL);
                    case NAMED, ANYWHERE -> Optional.empty();
                };
        return new ReserveCommand(
                new OrderId("o-" + orders),
                STOREFRONT,
                Optional.empty(),
                List.of(new RequestedLine(SKU, named, 1)),
                group,
                Optional.empty());
    }

    private DynamoNetStock netStock(PlaceSource source) {
        return new DynamoNetStock(
                client, tables.names(), source, InstantSource.system(), (_, _) -> {});
    }

    private static Place store(int number) {
        return new Place(
                location(number),
                "Store " + number,
                true,
                number + 1,
                new TreeSet<>(Set.of(ALL, group(number))),
                true,
                Optional.of(new Place.Coordinates(35_000_000L + number, 139_000_000L + number)),
                new TreeMap<>(),
                Instant.EPOCH.plusMillis(1),
                0);
    }

    private static Location location(int number) {
        return new Location("store-" + number);
    }

    private static LocationGroup group(int number) {
        return new LocationGroup("group-" + number / IN_A_GROUP);
    }

    @Override
    public void close() {
        client.close();
        tables.delete();
    }
}
