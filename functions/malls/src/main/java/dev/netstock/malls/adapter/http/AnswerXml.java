package dev.netstock.malls.adapter.http;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An XML element of a mall's answer, without namespaces. A list is the children of a name, whether
 * there are none, one or many: the malls mark no lists. Immutable.
 *
 * @param name the local name
 * @param text the text directly in the element, trimmed
 * @param children the elements in it, in order
 */
public record AnswerXml(String name, String text, List<AnswerXml> children) {
    private static final int DEPTH_MAX = 32;

    public AnswerXml {
        children = List.copyOf(children);
    }

    /**
     * Reads a document and returns its root. Document types and entities are not read.
     *
     * @throws UnreadableAnswer if it is not XML
     */
    public static AnswerXml read(byte[] document) {
        try {
            XMLStreamReader reader =
                    factory().createXMLStreamReader(new ByteArrayInputStream(document));
            try {
                return root(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException _) {
            throw new UnreadableAnswer("Not an XML document");
        }
    }

    /** Reads a document; empty if it is not XML. */
    public static Optional<AnswerXml> tryRead(byte[] document) {
        try {
            return Optional.of(read(document));
        } catch (UnreadableAnswer _) {
            return Optional.empty();
        }
    }

    /** The children of this name; none, one or many. */
    public List<AnswerXml> all(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** The first child of this name. */
    public Optional<AnswerXml> find(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).findFirst();
    }

    /**
     * The first child of this name.
     *
     * @throws UnreadableAnswer if there is none
     */
    public AnswerXml at(String childName) {
        return find(childName).orElseThrow(() -> missing(childName));
    }

    /** The text of a child, unless it is empty. */
    public Optional<String> findText(String childName) {
        return find(childName).map(AnswerXml::text).filter(it -> !it.isEmpty());
    }

    /**
     * The text of a child.
     *
     * @throws UnreadableAnswer if it is missing or empty
     */
    public String text(String childName) {
        return findText(childName).orElseThrow(() -> missing(childName));
    }

    /** The integer in a child. */
    public OptionalLong findNumber(String childName) {
        Optional<String> digits = findText(childName).filter(it -> it.matches("[+-]?\\d{1,18}"));
        return digits.isPresent()
                ? OptionalLong.of(Long.parseLong(digits.get()))
                : OptionalLong.empty();
    }

    /**
     * The integer in a child.
     *
     * @throws UnreadableAnswer if it is missing or not an integer
     */
    public long number(String childName) {
        return findNumber(childName).orElseThrow(() -> missing(childName));
    }

    private static AnswerXml root(XMLStreamReader reader) throws XMLStreamException {
        Deque<Open> open = new ArrayDeque<>();
        var whole = new Open("");
        open.push(whole);
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() > DEPTH_MAX) {
                        throw new XMLStreamException("Nested too deeply");
                    }
                    open.push(new Open(reader.getLocalName()));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        open.element().text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    AnswerXml closed = open.pop().close();
                    open.element().children.add(closed);
                }
                default -> {}
            }
        }
        return whole.children.getFirst();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private static UnreadableAnswer missing(String childName) {
        return new UnreadableAnswer("Element <%s> is missing or invalid".formatted(childName));
    }

    /** An element whose end has not been read. */
    private static final class Open {
        private final String name;
        private final StringBuilder text = new StringBuilder();
        private final List<AnswerXml> children = new ArrayList<>();

        private Open(String name) {
            this.name = name;
        }

        private AnswerXml close() {
            return new AnswerXml(name, text.toString().strip(), children);
        }
    }
}
