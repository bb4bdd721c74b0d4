package dev.netstock.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import dev.netstock.json.Json.JsonArray;
import dev.netstock.json.Json.JsonBoolean;
import dev.netstock.json.Json.JsonNull;
import dev.netstock.json.Json.JsonNumber;
import dev.netstock.json.Json.JsonObject;
import dev.netstock.json.Json.JsonString;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one JSON document, UTF-8, and nothing behind it. A member that is given twice is a fault:
 * two readers could take it for different things. Thread-safe.
 */
public final class JsonReading {
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(16)
                                    .maxNumberLength(64)
                                    .build())
                    .build();

    private JsonReading() {}

    /**
     * Reads a document.
     *
     * @param document the bytes from outside
     * @param faults told where the document is no JSON, or gives a member twice
     * @return the value; empty if it is no JSON
     */
    public static Optional<Json> read(byte[] document, Faults faults) {
        if (document.length == 0) {
            faults.add("", "A JSON document is expected.");
            return Optional.empty();
        }
        try (JsonParser parser = FACTORY.createParser(document)) {
            return read(parser, faults);
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory could not be read", e);
        }
    }

    private static Optional<Json> read(JsonParser parser, Faults faults) throws IOException {
        try {
            Json value = value(parser, next(parser), faults);
            if (parser.nextToken() != null) {
                faults.add("", "Nothing is expected behind the JSON document.");
            }
            return Optional.of(value);
        } catch (JsonProcessingException | NumberFormatException _) {
            faults.add(pointer(parser), "This is not JSON, is nested too deeply, or too long.");
            return Optional.empty();
        }
    }

    private static Json value(JsonParser parser, JsonToken token, Faults faults)
            throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser, faults);
            case START_ARRAY -> array(parser, faults);
            case VALUE_STRING -> new JsonString(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getDecimalValue());
            case VALUE_TRUE -> new JsonBoolean(true);
            case VALUE_FALSE -> new JsonBoolean(false);
            case VALUE_NULL -> new JsonNull();
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new JsonParseException(parser, "A value is due");
        };
    }

    private static JsonObject object(JsonParser parser, Faults faults) throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        while (next(parser) != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Json value = value(parser, next(parser), faults);
            if (members.putIfAbsent(name, value) != null) {
                faults.add(pointer(parser), "This member is given twice.");
            }
        }
        return new JsonObject(members);
    }

    private static JsonArray array(JsonParser parser, Faults faults) throws IOException {
        List<Json> elements = new ArrayList<>();
        for (JsonToken token = next(parser); token != JsonToken.END_ARRAY; token = next(parser)) {
            elements.add(value(parser, token, faults));
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
