package dev.netstock.places;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.ProblemType;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Location;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.place.Place;
import dev.netstock.stock.place.Places;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;

/**
 * {@code GET /v1/locations}, {@code GET} and {@code PUT /v1/locations/{location}}.
 *
 * @param commands reads and changes locations
 * @param clock the time of day
 */
record LocationEndpoints(PlaceCommands commands, InstantSource clock) {
    private static final ProblemType UNKNOWN =
            new ProblemType("unknown-location", 404, "Location not found");
    private static final ProblemType TOO_MANY =
            new ProblemType("too-many-locations", 409, "Too many locations");

    Answer list(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        request.refuseQuery(errors);
        return switch (errors.orElse(request::call)) {
            case Decoded.Invalid(var all) -> Problem.invalidRequest(all);
            case Decoded.Valid(Call call) -> {
                Collection<Place> places = commands.read(call).locations();
                yield Answer.of(
                        200,
                        "read",
                        json -> JsonWriter.objects(json, "items", places, LocationJson::write));
            }
        };
    }

    Answer read(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Location> location = request.path("location", StockFormats.LOCATION, errors);
        request.refuseQuery(errors);
        return switch (errors.orElse(location::orElseThrow)) {
            case Decoded.Invalid(var all) -> Problem.invalidRequest(all);
            case Decoded.Valid(Location id) ->
                    commands.read(request.call())
                            .location(id)
                            .map(place -> answer("read", place))
                            .orElseGet(LocationEndpoints::unknown);
        };
    }

    Answer replace(HttpRequest request) {
        return switch (LocationJson.decode(request, clock.instant())) {
            case Decoded.Invalid(var all) -> Problem.invalidRequest(all);
            case Decoded.Valid(Place place) ->
                    commands.replace(place, request.call())
                            .map(stored -> answer("replaced", stored))
                            .orElseGet(LocationEndpoints::tooMany);
        };
    }

    private static Answer answer(String outcome, Place place) {
        return Answer.of(200, outcome, json -> LocationJson.write(json, place));
    }

    static Answer unknown() {
        return Problem.of(UNKNOWN, "No such location exists. Add it with PUT.");
    }

    private static Answer tooMany() {
        return Problem.of(
                TOO_MANY,
                "No changes were made. A stage has at most "
                        + Places.LOCATIONS_MAX
                        + " locations.");
    }
}
