package dev.netstock.platform.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import dev.netstock.platform.json.Json.JsonArray;
import dev.netstock.platform.json.Json.JsonBoolean;
import dev.netstock.platform.json.Json.JsonNull;
import dev.netstock.platform.json.Json.JsonNumber;
import dev.netstock.platform.json.Json.JsonObject;
import dev.netstock.platform.json.Json.JsonString;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one JSON document, in UTF-8 without a byte order mark and without trailing data. A
 * duplicate member is an error, because two readers could interpret it differently. Thread-safe.
 */
public final class JsonReader {
    public static final String NOT_UTF_8 = "Must be a JSON document in UTF-8.";

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(16)
                                    .maxNumberLength(64)
                                    .build())
                    .build();

    private JsonReader() {}

    /**
     * Reads a document. A text or member name that is not {@link UntrustedText#isClean clean} is an
     * error.
     *
     * @param document the bytes from outside. They are decoded here, because the parser would also
     *     accept UTF-16 and UTF-32 and would miss some malformed input
     * @param errors receives the validation errors
     * @return the value; empty if it is not JSON
     */
    public static Optional<Json> read(byte[] document, ValidationErrors errors) {
        Optional<String> text = UntrustedText.utf8(document);
        if (text.isEmpty()) {
            errors.add("", NOT_UTF_8);
        }
        return text.flatMap(it -> read(it, errors));
    }

    /** Reads a document that arrived as text. */
    public static Optional<Json> read(String document, ValidationErrors errors) {
        Optional<Json> value = parse(document, errors);
        value.ifPresent(it -> refuseUnclean(it, "", errors));
        return value;
    }

    /**
     * Reads a document whose parts are validated one by one: texts are not checked here, but by the
     * formats that read the parts, and by {@link JsonMembers}.
     */
    public static Optional<Json> parse(String document, ValidationErrors errors) {
        if (document.isEmpty()) {
            errors.add("", "Must be a JSON document.");
            return Optional.empty();
        }
        if (document.charAt(0) == BYTE_ORDER_MARK) {
            errors.add("", "Must be a JSON document without a byte order mark.");
            return Optional.empty();
        }
        try (JsonParser parser = FACTORY.createParser(document)) {
            return read(parser, errors);
        } catch (IOException e) {
            throw new UncheckedIOException("Text in memory could not be read", e);
        }
    }

    private static void refuseUnclean(Json value, String pointer, ValidationErrors errors) {
        switch (value) {
            case JsonObject(Map<String, Json> members) ->
                    members.forEach(
                            (name, member) -> {
                                String at = JsonMembers.at(pointer, name);
                                if (!UntrustedText.isClean(name)) {
                                    errors.add(at, UntrustedText.UNCLEAN);
                                }
                                refuseUnclean(member, at, errors);
                            });
            case JsonArray(List<Json> elements) -> {
                for (int index = 0; index < elements.size(); index++) {
                    refuseUnclean(elements.get(index), pointer + "/" + index, errors);
                }
            }
            case JsonString(String text) -> {
                if (!UntrustedText.isClean(text)) {
                    errors.add(pointer, UntrustedText.UNCLEAN);
                }
            }
            case JsonNumber _, JsonBoolean _, JsonNull _ -> {}
        }
    }

    private static Optional<Json> read(JsonParser parser, ValidationErrors errors)
            throws IOException {
        try {
            Json value = value(parser, next(parser), errors);
            if (parser.nextToken() != null) {
                errors.add("", "Unexpected data after the JSON document.");
            }
            return Optional.of(value);
        } catch (JsonProcessingException | NumberFormatException _) {
            errors.add(
                    pointer(parser),
                    "Invalid JSON, or JSON that is nested too deeply or too long.");
            return Optional.empty();
        }
    }

    private static Json value(JsonParser parser, JsonToken token, ValidationErrors errors)
            throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser, errors);
            case START_ARRAY -> array(parser, errors);
            case VALUE_STRING -> new JsonString(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getDecimalValue());
            case VALUE_TRUE -> new JsonBoolean(true);
            case VALUE_FALSE -> new JsonBoolean(false);
            case VALUE_NULL -> new JsonNull();
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new JsonParseException(parser, "A value is missing");
        };
    }

    private static JsonObject object(JsonParser parser, ValidationErrors errors)
            throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        while (next(parser) != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Json value = value(parser, next(parser), errors);
            if (members.putIfAbsent(name, value) != null) {
                errors.add(pointer(parser), "Duplicate member.");
            }
        }
        return new JsonObject(members);
    }

    private static JsonArray array(JsonParser parser, ValidationErrors errors) throws IOException {
        List<Json> elements = new ArrayList<>();
        for (JsonToken token = next(parser); token != JsonToken.END_ARRAY; token = next(parser)) {
            elements.add(value(parser, token, errors));
        }
        return new JsonArray(elements);
    }

    private static JsonToken next(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new JsonParseException(parser, "The document ended");
        }
        return token;
    }

    private static String pointer(JsonParser parser) {
        return parser.getParsingContext().pathAsPointer().toString();
    }
}
