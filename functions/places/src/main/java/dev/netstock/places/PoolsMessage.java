package dev.netstock.places;

import dev.netstock.platform.json.Json;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;

import java.util.Optional;
import java.util.function.Function;

/**
 * A message to the function {@code Pools}. Any text wakes it; {@code {"publish":"locations"}} also
 * has it publish the locations.
 *
 * @param publishesLocations whether a file has changed locations
 */
record PoolsMessage(boolean publishesLocations) {
    private static final TextFormat<String> LOCATIONS =
            new TextFormat<>("Must be locations.", "locations"::equals, Function.identity());

    static Optional<PoolsMessage> read(String body) {
        var errors = new ValidationErrors();
        return Optional.of(
                new PoolsMessage(
                        JsonReader.read(body, errors)
                                .flatMap((Json json) -> JsonMembers.of(json, "", errors))
                                .flatMap(members -> members.optional("publish", LOCATIONS))
                                .isPresent()));
    }
}
