package dev.netstock.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Writes an XML document, as older AWS protocols require. Not thread-safe. */
public final class Xml {
    private final StringBuilder text = new StringBuilder();

    private Xml() {}

    /** A complete document in UTF-8. */
    public static byte[] document(String root, String namespace, Consumer<Xml> contents) {
        return document(root, Map.of("xmlns", namespace), contents);
    }

    /**
     * A complete document in UTF-8.
     *
     * @param attributes of the root; their values need no escapes
     */
    public static byte[] document(
            String root, Map<String, String> attributes, Consumer<Xml> contents) {
        var xml = new Xml();
        xml.text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<").append(root);
        attributes.forEach((name, value) -> xml.text.append(" %s=\"%s\"".formatted(name, value)));
        xml.text.append('>');
        contents.accept(xml);
        xml.text.append("</").append(root).append('>');
        return xml.text.toString().getBytes(UTF_8);
    }

    /** The error response of AWS's Query protocol, for an error of the caller. */
    public static byte[] error(String namespace, String code, String message) {
        return document(
                "ErrorResponse",
                namespace,
                xml ->
                        xml.element(
                                        "Error",
                                        error ->
                                                error.text("Type", "Sender")
                                                        .text("Code", code)
                                                        .text("Message", message))
                                .requestId());
    }

    /** A text for XML or HTML, also within quotes. */
    public static String escaped(String value) {
        return new Xml().escape(value).replace("\"", "&quot;");
    }

    /** Adds the id of a request. */
    public Xml requestId() {
        return text("RequestId", UUID.randomUUID().toString());
    }

    /** Adds an element with text. */
    public Xml text(String name, String value) {
        text.append('<').append(name).append('>');
        escape(value);
        text.append("</").append(name).append('>');
        return this;
    }

    /** Adds an element with child elements. */
    public Xml element(String name, Consumer<Xml> contents) {
        text.append('<').append(name).append('>');
        contents.accept(this);
        text.append("</").append(name).append('>');
        return this;
    }

    private String escape(String value) {
        value.chars().forEach(this::escape);
        return text.toString();
    }

    private void escape(int character) {
        switch (character) {
            case '&' -> text.append("&amp;");
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            case '\r' ->
                    text.append("&#13;"); // parsers normalize a raw carriage return to a line feed
            default -> text.append((char) character);
        }
    }
}
