package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.place.Place;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.pool.ChannelPools;
import dev.netstock.stock.reservation.Contents.LineKey;
import dev.netstock.stock.reservation.LineTaker.Result;
import dev.netstock.stock.reservation.MultiItemTake.Outcome;
import dev.netstock.stock.shard.Shards;
import dev.netstock.stock.table.StockItem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes the lines of an order that its channel has already promised to a customer: from the
 * channel's pools. If the order is forced, what they do not have comes from general stock, and what
 * that does not have either is taken from a pool all the same, which then falls below 0: an
 * oversell, which is published. Thread-safe.
 */
final class PromisedLineTaker implements Taker {
    /** If others are faster so many times, general stock is as good as sold out. */
    private static final int TRIES_OF_GENERAL_STOCK = 4;

    private static final int TRIES_MAX = 8;

    private final Channel channel;
    private final boolean isForced;
    private final Shards shards;
    private final ChannelPools pools;
    private final ItemReader reader;
    private final PlaceSource places;
    private final MultiItemTake itemTakes;

    /**
     * @param channel the seller
     * @param isForced whether the order is taken in any case; otherwise only if the channel's pools
     *     have its units
     * @param shards reads items, and creates pools
     * @param reader reads general stock
     * @param places the locations
     * @param itemTakes takes units of all items, or of none
     */
    PromisedLineTaker(
            Channel channel,
            boolean isForced,
            Shards shards,
            ItemReader reader,
            PlaceSource places,
            MultiItemTake itemTakes) {
        this.channel = channel;
        this.isForced = isForced;
        this.shards = shards;
        this.pools = new ChannelPools(shards);
        this.reader = reader;
        this.places = places;
        this.itemTakes = itemTakes;
    }

    @Override
    public Result take(SortedMap<LineKey, Long> lines, Seller seller, Attempt attempt, Call call) {
        Places now = places.current(call);
        for (int tries = 1; tries <= TRIES_MAX; tries++) {
            Optional<ItemSnapshot> reading =
                    reader.read(candidates(lines.keySet(), now), Optional.empty(), attempt, call);
            if (reading.isEmpty()) {
                return new Result.Superseded();
            }
            ItemSnapshot general = reading.get();
            List<Sku> unknown = unknown(lines.keySet(), general, now);
            if (!unknown.isEmpty()) {
                return new Result.Unknown(unknown);
            }
            Map<ItemKey, StockItem> inPools = inPools(general, call);
            boolean ofGeneralStock = isForced && tries <= TRIES_OF_GENERAL_STOCK;
            Plan plan = plan(lines, general, inPools, ofGeneralStock, now);
            boolean hasRival =
                    general.hasRival(attempt)
                            || inPools.values().stream().anyMatch(attempt::hasRivalOn);
            if (!plan.forced().isEmpty() && hasRival) {
                return new Result.HeldByRival();
            }
            if (!plan.forced().isEmpty() && !isForced) {
                return new Result.Refused(plan.shortages(lines));
            }
            Optional<List<ItemUnits>> units = units(plan, general, inPools, attempt, call);
            if (units.isPresent()) {
                Outcome outcome =
                        tries == 1
                                ? itemTakes.allAtOnce(units.get(), attempt, call)
                                : itemTakes.oneByOne(units.get(), attempt, call);
                switch (outcome) {
                    case Outcome.AllTaken(List<DeltaLine> takes) -> {
                        return new Result.Taken(takes);
                    }
                    case Outcome.HeldByRival _ -> {
                        return new Result.HeldByRival();
                    }
                    case Outcome.Superseded _ -> {
                        return new Result.Superseded();
                    }
                    case Outcome.SomeShort _ -> {
                        // Another order was faster: plan again on fresh levels.
                    }
                }
            }
            if (tries > 1) {
                reader.pause(call);
            }
        }
        throw new RetryLaterException(
                "Other requests keep changing the SKUs of the order", Duration.ofSeconds(1));
    }

    @Override
    public void undo(List<DeltaLine> takes, Attempt attempt, Call call) {
        itemTakes.undo(takes, attempt, call);
    }

    private static List<Sku> unknown(Collection<LineKey> lines, ItemSnapshot general, Places now) {
        return lines.stream()
                .filter(line -> places(line, general, now).isEmpty())
                .map(LineKey::sku)
                .distinct()
                .toList();
    }

    private static Set<ItemKey> candidates(Collection<LineKey> lines, Places now) {
        return lines.stream()
                .flatMap(line -> candidates(line, now))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Where units of a line can be, by priority. A closed location comes last: the units in its
     * pool are promised, and nothing else of it is taken.
     */
    private static Stream<ItemKey> candidates(LineKey line, Places now) {
        return line.location()
                .map(Stream::of)
                .orElseGet(
                        () ->
                                Stream.concat(
                                        now.selling().stream(),
                                        now.locations().stream()
                                                .filter(place -> !place.sellsOnline())
                                                .map(Place::location)))
                .map(place -> ItemKey.of(line.sku(), place));
    }

    /** The places that have the SKU of a line, by priority. */
    private static List<ItemKey> places(LineKey line, ItemSnapshot general, Places now) {
        return candidates(line, now).filter(place -> !general.at(place).isEmpty()).toList();
    }

    /**
     * Units to take at each place, which its first item names.
     *
     * @param forced units that neither the pools nor general stock have
     */
    private record Plan(
            Map<ItemKey, Long> fromPools,
            Map<ItemKey, Long> fromGeneral,
            Map<ItemKey, Long> forced) {
        /** The lines of SKUs that are short. They are no proof: the caller asks again. */
        List<Shortage> shortages(SortedMap<LineKey, Long> lines) {
            var shortages = new ArrayList<Shortage>();
            lines.forEach(
                    (line, units) ->
                            forced.forEach(
                                    (place, missing) -> {
                                        if (place.sku().equals(line.sku())) {
                                            long found = Math.max(0, units - missing);
                                            shortages.add(
                                                    new Shortage(
                                                            line.sku(),
                                                            line.location(),
                                                            units,
                                                            found));
                                        }
                                    }));
            return shortages;
        }
    }

    private Plan plan(
            SortedMap<LineKey, Long> lines,
            ItemSnapshot general,
            Map<ItemKey, StockItem> inPools,
            boolean ofGeneralStock,
            Places now) {
        Map<ItemKey, Long> poolsLeft = new HashMap<>();
        inPools.forEach((place, pool) -> poolsLeft.put(place, pool.available()));
        Map<ItemKey, Long> generalLeft =
                ofGeneralStock ? new HashMap<>(general.available()) : new HashMap<>();
        generalLeft.keySet().removeIf(place -> !now.sells(place.location()));
        var plan = new Plan(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        for (Map.Entry<LineKey, Long> line : lines.entrySet()) {
            List<ItemKey> places = places(line.getKey(), general, now);
            long open = take(line.getValue(), places, poolsLeft, plan.fromPools());
            open = take(open, places, generalLeft, plan.fromGeneral());
            if (open > 0) {
                plan.forced().merge(places.getFirst(), open, Long::sum);
            }
        }
        return plan;
    }

    /** What to take of which item; empty if items changed, so that they must be read again. */
    private Optional<List<ItemUnits>> units(
            Plan plan,
            ItemSnapshot general,
            Map<ItemKey, StockItem> inPools,
            Attempt attempt,
            Call call) {
        List<ItemUnits> ofGeneral =
                plan.fromGeneral().entrySet().stream()
                        .map(place -> new ItemUnits(place.getKey(), place.getValue()))
                        .toList();
        Optional<List<ItemUnits>> picked = ShardPicker.pickAll(ofGeneral, general, attempt.order());
        if (picked.isEmpty()) {
            reader.reopen(general, ofGeneral, call);
            return Optional.empty();
        }
        Map<ItemKey, Long> ofPools = new TreeMap<>(plan.fromPools());
        plan.forced().forEach((place, units) -> ofPools.merge(place, units, Long::sum));
        var all = new ArrayList<>(picked.get());
        for (Map.Entry<ItemKey, Long> place : ofPools.entrySet()) {
            Optional<ItemKey> pool =
                    Optional.ofNullable(inPools.get(place.getKey()))
                            .map(StockItem::key)
                            .or(() -> create(general.at(place.getKey()).getFirst(), call));
            if (pool.isEmpty()) {
                return Optional.empty();
            }
            boolean isShort = plan.forced().containsKey(place.getKey());
            all.add(new ItemUnits(pool.get(), place.getValue(), isShort));
        }
        return Optional.of(all);
    }

    private Optional<ItemKey> create(StockItem first, Call call) {
        return pools.create(first, channel, call);
    }

    /** Takes what each place has, one after the other; returns the units that are still open. */
    private static long take(
            long units, List<ItemKey> places, Map<ItemKey, Long> left, Map<ItemKey, Long> taken) {
        long open = units;
        for (ItemKey place : places) {
            long part = Math.min(open, left.getOrDefault(place, 0L));
            if (part > 0) {
                left.merge(place, -part, Long::sum);
                taken.merge(place, part, Long::sum);
                open -= part;
            }
        }
        return open;
    }

    /** The channel's pools, by first item. */
    private Map<ItemKey, StockItem> inPools(ItemSnapshot general, Call call) {
        List<ItemKey> keys =
                general.places().values().stream()
                        .map(List::getFirst)
                        .flatMap(first -> first.pool(channel).stream())
                        .toList();
        return shards.totals().read(keys, call).stream()
                .collect(Collectors.toMap(pool -> pool.key().first(), Function.identity()));
    }
}
