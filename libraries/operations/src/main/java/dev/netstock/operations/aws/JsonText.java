package dev.netstock.operations.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parts of JSON documents that AWS writes, as text. A stream's records nest deeply. */
final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** A member of an object: a string's value, or the JSON of any other value. */
    static Optional<String> member(String object, String name) {
        return Optional.ofNullable(members(object).get(name));
    }

    /** The members of an object; empty if the text is no JSON object. */
    static Map<String, String> members(String object) {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = FACTORY.createParser(object)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Map.of();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, value(parser));
            }
            return members;
        } catch (JsonProcessingException _) {
            return Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory cannot be read", e);
        }
    }

    /** The elements of an array; empty if the text is no JSON array. */
    static List<String> elements(String array) {
        List<String> elements = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(array)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return List.of();
            }
            for (JsonToken token = parser.nextToken();
                    token != null && token != JsonToken.END_ARRAY;
                    token = parser.nextToken()) {
                elements.add(value(parser));
            }
            return elements;
        } catch (JsonProcessingException _) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory cannot be read", e);
        }
    }

    private static String value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.copyCurrentStructure(parser);
        }
        return text.toString();
    }
}
