package dev.netstock.platform.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.json.Json.JsonArray;
import dev.netstock.platform.json.Json.JsonBoolean;
import dev.netstock.platform.json.Json.JsonNull;
import dev.netstock.platform.json.Json.JsonNumber;
import dev.netstock.platform.json.Json.JsonObject;
import dev.netstock.platform.json.Json.JsonString;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes JSON token by token, without reflection. Thread-safe. */
public final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonWriter() {}

    /** Writes a part of a document. */
    @FunctionalInterface
    public interface Part {
        void to(JsonGenerator json) throws IOException;
    }

    /** Writes one object with these {@code members}. */
    public static String object(Part members) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            members.to(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Text in memory could not be written", e);
        }
        return text.toString();
    }

    /** Writes a value as it was read. */
    public static void value(JsonGenerator json, Json value) throws IOException {
        switch (value) {
            case JsonObject(Map<String, Json> members) -> {
                json.writeStartObject();
                for (var member : members.entrySet()) {
                    json.writeFieldName(member.getKey());
                    value(json, member.getValue());
                }
                json.writeEndObject();
            }
            case JsonArray(List<Json> elements) -> {
                json.writeStartArray();
                for (Json element : elements) {
                    value(json, element);
                }
                json.writeEndArray();
            }
            case JsonString(String text) -> json.writeString(text);
            case JsonNumber(var number) -> json.writeNumber(number);
            case JsonBoolean(boolean flag) -> json.writeBoolean(flag);
            case JsonNull _ -> json.writeNull();
        }
    }

    /** Writes a member that is an array of objects, one for each element. */
    public static <T> void objects(
            JsonGenerator json, String name, Iterable<T> elements, Element<T> members)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (T element : elements) {
            json.writeStartObject();
            members.to(json, element);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes the members of one element of an array. */
    @FunctionalInterface
    public interface Element<T> {
        void to(JsonGenerator json, T element) throws IOException;
    }
}
