package dev.netstock.signin;

import dev.netstock.platform.json.Json;
import dev.netstock.platform.json.Json.JsonArray;
import dev.netstock.platform.json.Json.JsonNull;
import dev.netstock.platform.json.Json.JsonObject;
import dev.netstock.platform.json.Json.JsonString;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.UntrustedText;
import dev.netstock.platform.json.ValidationErrors;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cognito's event before it issues tokens to a person, version 2.
 *
 * @param members the whole event; the response repeats them
 * @param groups the groups of the person
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html">Pre
 *     token generation Lambda trigger</a>
 */
record SignIn(Map<String, Json> members, List<String> groups) {
    private static final String RESPONSE = "response";

    /**
     * Reads an event. Its texts are what people and administrators have entered, so that they are
     * not restricted here.
     *
     * @throws IllegalArgumentException if it is malformed. Cognito issues no tokens then
     */
    static SignIn of(byte[] event) {
        Map<String, Json> members =
                UntrustedText.utf8(event)
                        .flatMap(text -> JsonReader.parse(text, new ValidationErrors()))
                        .map(SignIn::members)
                        .filter(it -> it.containsKey("request"))
                        .orElseThrow(
                                () -> new IllegalArgumentException("Not an event of a sign-in"));
        Json groups = member(member(members, "request"), "groupConfiguration", "groupsToOverride");
        return new SignIn(members, texts(groups));
    }

    /**
     * The response: the event with the scopes that are removed from the access token.
     *
     * @param refused the scopes
     */
    String without(Iterable<String> refused) {
        return JsonWriter.object(
                json -> {
                    for (var member : members.entrySet()) {
                        if (!member.getKey().equals(RESPONSE)) {
                            json.writeFieldName(member.getKey());
                            JsonWriter.value(json, member.getValue());
                        }
                    }
                    json.writeObjectFieldStart(RESPONSE);
                    json.writeObjectFieldStart("claimsAndScopeOverrideDetails");
                    json.writeObjectFieldStart("accessTokenGeneration");
                    json.writeArrayFieldStart("scopesToSuppress");
                    for (String scope : refused) {
                        json.writeString(scope);
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                    json.writeEndObject();
                    json.writeEndObject();
                });
    }

    private static Map<String, Json> members(Json value) {
        return value instanceof JsonObject(Map<String, Json> members) ? members : Map.of();
    }

    /** The member of a member; null in JSON where there is none. */
    private static Json member(Json value, String... path) {
        Json found = value;
        for (String name : path) {
            found = member(members(found), name);
        }
        return found;
    }

    private static Json member(Map<String, Json> members, String name) {
        return Optional.ofNullable(members.get(name)).orElseGet(JsonNull::new);
    }

    private static List<String> texts(Json value) {
        return value instanceof JsonArray(List<Json> elements)
                ? elements.stream()
                        .filter(JsonString.class::isInstance)
                        .map(it -> ((JsonString) it).value())
                        .toList()
                : List.of();
    }
}
