package dev.netstock.malls.adapter.http;

import dev.netstock.platform.json.Json;
import dev.netstock.platform.json.Json.JsonArray;
import dev.netstock.platform.json.Json.JsonBoolean;
import dev.netstock.platform.json.Json.JsonNull;
import dev.netstock.platform.json.Json.JsonNumber;
import dev.netstock.platform.json.Json.JsonObject;
import dev.netstock.platform.json.Json.JsonString;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.TimeFormat;
import dev.netstock.platform.json.UntrustedText;
import dev.netstock.platform.json.ValidationErrors;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A JSON value of a mall's answer. It is read tolerantly: members that are not requested are
 * ignored, and {@code null} is the same as a missing member. Immutable.
 *
 * @param value the value
 */
public record AnswerJson(Json value) {
    /**
     * Reads a document.
     *
     * @throws UnreadableAnswer if it is not JSON in UTF-8
     */
    public static AnswerJson read(byte[] document) {
        var errors = new ValidationErrors();
        Optional<Json> value =
                UntrustedText.utf8(document).flatMap(text -> JsonReader.parse(text, errors));
        if (value.isEmpty() || !errors.isEmpty()) {
            throw new UnreadableAnswer("Not a JSON document in UTF-8");
        }
        return new AnswerJson(value.get());
    }

    /** Reads a document; empty if it is not JSON. */
    public static Optional<AnswerJson> tryRead(byte[] document) {
        try {
            return Optional.of(read(document));
        } catch (UnreadableAnswer _) {
            return Optional.empty();
        }
    }

    /** A member, if there is one. */
    public Optional<AnswerJson> find(String name) {
        return value instanceof JsonObject(Map<String, Json> members)
                ? Optional.ofNullable(members.get(name))
                        .filter(member -> !(member instanceof JsonNull))
                        .map(AnswerJson::new)
                : Optional.empty();
    }

    /**
     * A member.
     *
     * @throws UnreadableAnswer if it is missing
     */
    public AnswerJson at(String name) {
        return find(name).orElseThrow(() -> missing(name));
    }

    /** The elements of a member that is an array; none if it is missing. */
    public List<AnswerJson> elements(String name) {
        return find(name).map(AnswerJson::elements).orElse(List.of());
    }

    /** The elements of this array; none if it is not an array. */
    public List<AnswerJson> elements() {
        return value instanceof JsonArray(List<Json> elements)
                ? elements.stream().map(AnswerJson::new).toList()
                : List.of();
    }

    /** The text of this value: of a string or a number. */
    public Optional<String> asText() {
        return switch (value) {
            case JsonString(String text) -> Optional.of(text);
            case JsonNumber number -> Optional.of(number.value().toPlainString());
            case JsonObject _, JsonArray _, JsonBoolean _, JsonNull _ -> Optional.empty();
        };
    }

    /** The text of a member: of a string or a number. */
    public Optional<String> findText(String name) {
        return find(name).flatMap(AnswerJson::asText);
    }

    /**
     * The text of a member.
     *
     * @throws UnreadableAnswer if it is missing
     */
    public String text(String name) {
        return findText(name).orElseThrow(() -> missing(name));
    }

    /** A member that is an integer. */
    public OptionalLong findNumber(String name) {
        return find(name).map(AnswerJson::asNumber).orElse(OptionalLong.empty());
    }

    /**
     * A member that is an integer.
     *
     * @throws UnreadableAnswer if it is missing or not an integer
     */
    public long number(String name) {
        return findNumber(name).orElseThrow(() -> missing(name));
    }

    /** Whether a member is {@code true}. */
    public boolean isTrue(String name) {
        return find(name).filter(it -> it.value().equals(new JsonBoolean(true))).isPresent();
    }

    /** A member that is a time of RFC 3339. */
    public Optional<Instant> findTime(String name) {
        return findText(name).flatMap(TimeFormat.ANY::parse);
    }

    /**
     * A member that is a time of RFC 3339.
     *
     * @throws UnreadableAnswer if it is missing or in another format
     */
    public Instant time(String name) {
        return findTime(name).orElseThrow(() -> missing(name));
    }

    private OptionalLong asNumber() {
        try {
            return value instanceof JsonNumber number
                    ? OptionalLong.of(number.value().longValueExact())
                    : OptionalLong.empty();
        } catch (ArithmeticException _) {
            return OptionalLong.empty();
        }
    }

    private static UnreadableAnswer missing(String name) {
        return new UnreadableAnswer("Member \"%s\" is missing or invalid".formatted(name));
    }
}
