package dev.netstock.salemode.http;

import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.json.BooleanFormat;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.Json;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.TimeFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.salemode.mode.MallRule;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.Plan.Requests;
import dev.netstock.salemode.mode.SaleLimit;
import dev.netstock.salemode.mode.SaleModeCommand;
import dev.netstock.salemode.mode.SalePool;
import dev.netstock.salerules.SupplyPace;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.pool.PoolPlan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a command from a request. */
final class PlanRequest {
    static final int SKUS_MAX = 100;
    static final int POOLS_MAX = 100;
    private static final int SHARDS_MAX = 200;
    private static final long SHARDS_DEFAULT = 16;
    private static final long ORDERS_DEFAULT = 1_000;
    private static final TextFormat<String> WANTED = oneOf("Must be on or off.", "on", "off");
    private static final TextFormat<String> NAME =
            new TextFormat<>(
                    "Must be a name of 1 to 64 ASCII letters, digits, periods, underscores or"
                            + " hyphens.",
                    text -> text.matches("[A-Za-z0-9._-]{1,64}"),
                    Function.identity());
    private static final TextFormat<SupplyPace> SUPPLY =
            new TextFormat<>(
                    "Must be one of normal, slowed, paused.",
                    text -> SupplyPace.parse(text).isPresent(),
                    text -> SupplyPace.parse(text).orElseThrow());
    private static final TextFormat<MallRule.Rule> MALLS =
            new TextFormat<>(
                    "Must be one of open, capped, suspended.",
                    text -> MallRule.Rule.parse(text).isPresent(),
                    text -> MallRule.Rule.parse(text).orElseThrow());
    private static final TextFormat<String> REQUESTS =
            oneOf("Must be at-once or bundled.", "at-once", "bundled");
    private static final IntegerFormat SHARDS = new IntegerFormat(1, SHARDS_MAX);
    private static final IntegerFormat ORDERS = new IntegerFormat(1, 1_000_000);
    private static final IntegerFormat CAP = new IntegerFormat(0, MallRule.UNLIMITED);
    private static final IntegerFormat LIMIT = new IntegerFormat(1, PurchaseLimit.UNITS_MAX);
    private static final IntegerFormat POOL_UNITS = new IntegerFormat(1, PoolPlan.UNITS_MAX);
    private static final BooleanFormat FLAG = new BooleanFormat();
    private static final IntegerFormat MINUTES = new IntegerFormat(1, 1_440);

    private PlanRequest() {}

    /**
     * Reads a request.
     *
     * @param now the time of day: the sale must end later
     */
    static Decoded<SaleModeCommand> decode(HttpRequest request, Instant now) {
        ValidationErrors errors = new ValidationErrors();
        request.refuseQuery(errors);
        Optional<SaleModeCommand> command =
                request.body(errors)
                        .flatMap(
                                body -> {
                                    Optional<SaleModeCommand> read = command(body, now);
                                    body.refuseOthers();
                                    return read;
                                });
        return errors.orElse(command::orElseThrow);
    }

    private static Optional<SaleModeCommand> command(JsonMembers body, Instant now) {
        Optional<String> wanted = body.required("wanted", WANTED);
        if (wanted.filter("off"::equals).isPresent()) {
            return Optional.of(new SaleModeCommand.Off());
        }
        return wanted.flatMap(_ -> body.requiredObject("plan"))
                .flatMap(members -> plan(members, now))
                .map(SaleModeCommand.On::new);
    }

    private static Optional<Plan> plan(JsonMembers members, Instant now) {
        Optional<Plan> plan = plan(members);
        members.refuseOthers();
        plan.flatMap(Plan::endsAt)
                .filter(end -> !end.isAfter(later(plan, now)))
                .ifPresent(
                        _ ->
                                members.refuse(
                                        "endsAt",
                                        "Must be in the future and later than startsAt."));
        return plan;
    }

    /** Reads a plan, from a request or from the table. */
    static Optional<Plan> plan(JsonMembers members) {
        Optional<String> sale = members.required("sale", NAME);
        Optional<Instant> startsAt = members.optional("startsAt", TimeFormat.ANY);
        Optional<Instant> endsAt = members.optional("endsAt", TimeFormat.ANY);
        List<Sku> skus = skus(members);
        long shards = members.optional("shards", SHARDS).orElse(SHARDS_DEFAULT);
        long orders = members.optional("ordersPerSecond", ORDERS).orElse(ORDERS_DEFAULT);
        SupplyPace supply = members.optional("supply", SUPPLY).orElse(SupplyPace.NORMAL);
        MallRule malls = malls(members);
        Requests requests = requests(members);
        var limit =
                new SaleLimit(
                        members.optional("limitPerOrder", LIMIT),
                        members.optional("limitPerCustomer", LIMIT));
        List<SalePool> pools = pools(members, POOLS_MAX);
        return sale.map(
                name ->
                        new Plan(
                                name,
                                startsAt,
                                endsAt,
                                skus,
                                Math.toIntExact(shards),
                                orders,
                                supply,
                                malls,
                                requests,
                                limit,
                                pools));
    }

    /** Reads the pools of a plan, or of overrides; none if there is no such member. */
    static List<SalePool> pools(JsonMembers members, int most) {
        if (!members.hasAny(List.of("pools"))) {
            return List.of();
        }
        Set<List<Object>> seen = new HashSet<>();
        return members.requiredObjects("pools", 0, most, pool -> pool(pool, seen));
    }

    private static Optional<SalePool> pool(JsonMembers pool, Set<List<Object>> seen) {
        Optional<Sku> sku = pool.required("sku", StockFormats.SKU);
        Optional<Location> location = pool.required("location", StockFormats.LOCATION);
        Optional<Channel> channel = pool.required("channel", StockFormats.CHANNEL);
        Optional<Long> units = pool.required("units", POOL_UNITS);
        boolean spillover = pool.optional("spillover", FLAG).orElse(false);
        boolean isComplete =
                sku.isPresent() && location.isPresent() && channel.isPresent() && units.isPresent();
        if (isComplete && !seen.add(List.of(sku.get(), location.get(), channel.get()))) {
            pool.refuse("channel", "Each SKU, location and channel must appear only once.");
        }
        return isComplete
                ? Optional.of(
                        new SalePool(
                                sku.get(), location.get(), channel.get(), units.get(), spillover))
                : Optional.empty();
    }

    private static List<Sku> skus(JsonMembers members) {
        List<Sku> skus = new ArrayList<>();
        Set<Sku> seen = new HashSet<>();
        for (Json element : members.requiredElements("skus", 0, SKUS_MAX)) {
            Optional<Sku> sku = StockFormats.SKU.read(element).filter(seen::add);
            sku.ifPresent(skus::add);
            if (sku.isEmpty()) {
                members.refuse(
                        "skus",
                        "Each element must be a valid SKU, and each SKU must appear only once.");
            }
        }
        return skus;
    }

    private static MallRule malls(JsonMembers members) {
        MallRule.Rule rule = members.optional("malls", MALLS).orElse(MallRule.Rule.OPEN);
        Optional<Long> cap = members.optional("mallCap", CAP);
        if (rule == MallRule.Rule.CAPPED && cap.isEmpty()) {
            members.refuse("mallCap", "Required if malls is capped.");
        }
        return MallRule.of(rule, cap.orElse(0L));
    }

    private static Requests requests(JsonMembers members) {
        boolean isBundled =
                members.optional("requests", REQUESTS).filter("bundled"::equals).isPresent();
        Optional<Long> minutes = members.optional("bundleMinutes", MINUTES);
        if (!isBundled && minutes.isPresent()) {
            members.refuse("bundleMinutes", "Allowed only if requests is bundled.");
        }
        return isBundled ? new Requests(true, minutes.map(Duration::ofMinutes)) : Requests.AT_ONCE;
    }

    private static Instant later(Optional<Plan> plan, Instant now) {
        return plan.flatMap(Plan::startsAt).filter(now::isBefore).orElse(now);
    }

    private static TextFormat<String> oneOf(String expectation, String... texts) {
        return new TextFormat<>(expectation, Set.of(texts)::contains, Function.identity());
    }
}
