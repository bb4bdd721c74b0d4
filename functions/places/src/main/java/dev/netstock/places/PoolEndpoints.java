package dev.netstock.places;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.ProblemType;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.dynamodb.DynamoPoolPlans;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.pool.PoolPlan;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /v1/pools}, {@code PUT} and {@code DELETE /v1/stock/{sku}/pools/{channel}}.
 *
 * @param pools plans pools
 * @param places the channels
 * @param clock the time of day
 */
record PoolEndpoints(PoolCommands pools, PlaceCommands places, InstantSource clock) {
    private static final ProblemType NO_POOL =
            new ProblemType("unknown-pool", 404, "Pool not found");
    private static final ProblemType OF_MALL_SYNC =
            new ProblemType("pool-of-mall-sync", 409, "The mall sync manages this channel");
    private static final ProblemType STILL_OPEN =
            new ProblemType("pool-still-open", 409, "The pool is still open");
    private static final ProblemType TOO_MANY =
            new ProblemType("too-many-pools", 409, "Too many pools");

    Answer list(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        request.refuseQuery(errors);
        return switch (errors.orElse(request::call)) {
            case Decoded.Invalid(var all) -> Problem.invalidRequest(all);
            case Decoded.Valid(Call call) -> {
                List<PoolPlan> plans = pools.all(call);
                yield Answer.of(
                        200,
                        "read",
                        json -> JsonWriter.objects(json, "items", plans, PoolJson::write));
            }
        };
    }

    Answer plan(HttpRequest request) {
        return switch (PoolJson.decode(request)) {
            case Decoded.Invalid(var all) -> Problem.invalidRequest(all);
            case Decoded.Valid(PoolJson.Request wanted) ->
                    answer(
                            pools.plan(
                                    wanted.plan(places.read(request.call()), clock.instant()),
                                    request.call()));
        };
    }

    Answer end(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Sku> sku = request.path("sku", StockFormats.SKU, errors);
        Optional<Channel> channel = request.path("channel", StockFormats.CHANNEL, errors);
        Query query = request.query(errors);
        Optional<Location> location = query.required("location", StockFormats.LOCATION);
        query.refuseOthers();
        return switch (errors.orElse(() -> ItemKey.of(sku.orElseThrow(), location.orElseThrow()))) {
            case Decoded.Invalid(var all) -> Problem.invalidRequest(all);
            case Decoded.Valid(ItemKey place) ->
                    answer(pools.end(place, channel.orElseThrow(), request.call()));
        };
    }

    private static Answer answer(PoolCommands.Outcome outcome) {
        return switch (outcome) {
            case PoolCommands.Outcome.Planned(PoolPlan plan) ->
                    Answer.of(200, "planned", json -> PoolJson.write(json, plan));
            case PoolCommands.Outcome.UnknownSku() -> UnknownSku.answer();
            case PoolCommands.Outcome.NoPool() ->
                    Problem.of(NO_POOL, "No changes were made. The channel has no pool there.");
            case PoolCommands.Outcome.OfMallSync() ->
                    Problem.of(
                            OF_MALL_SYNC,
                            "No changes were made. The mall sync sets units aside for this channel"
                                    + " by itself.");
            case PoolCommands.Outcome.StillOpen() ->
                    Problem.of(
                            STILL_OPEN,
                            "No changes were made. The channel has a pool there that is open."
                                    + " Leave out startsAt to change it now, or end it and plan"
                                    + " the later one once its state is ended.");
            case PoolCommands.Outcome.TooMany() ->
                    Problem.of(
                            TOO_MANY,
                            "No changes were made. A stage has at most "
                                    + DynamoPoolPlans.PLANS_MAX
                                    + " pools. End some.");
        };
    }
}
