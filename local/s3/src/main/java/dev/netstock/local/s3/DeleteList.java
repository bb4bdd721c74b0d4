package dev.netstock.local.s3;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The body of DeleteObjects.
 *
 * @param quiet whether deleted keys are left out of the answer
 */
record DeleteList(List<Entry> entries, boolean quiet) {
    private static final int KEYS_MAX = 1000;

    /**
     * One object.
     *
     * @param versionId the one that is to be deleted for good
     * @param match the entity tag it must have
     * @param unread what is asked of it and not served here: an element's name
     */
    record Entry(
            String key,
            Optional<String> versionId,
            Optional<String> match,
            Optional<String> unread) {}

    /** Reads it; empty if it is no such XML, or names too many keys. */
    static Optional<DeleteList> parse(byte[] xml) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            reader.nextTag();
            reader.require(XMLStreamReader.START_ELEMENT, null, "Delete");
            DeleteList list = read(reader);
            boolean inLimits = !list.entries.isEmpty() && list.entries.size() <= KEYS_MAX;
            return inLimits ? Optional.of(list) : Optional.empty();
        } catch (XMLStreamException _) {
            return Optional.empty();
        }
    }

    private static DeleteList read(XMLStreamReader reader) throws XMLStreamException {
        List<Entry> entries = new ArrayList<>();
        boolean quiet = false;
        while (reader.nextTag() == XMLStreamReader.START_ELEMENT) {
            switch (reader.getLocalName()) {
                case "Object" -> entries.add(entry(reader));
                case "Quiet" -> quiet = Boolean.parseBoolean(reader.getElementText().strip());
                default -> throw new XMLStreamException("Not of the schema");
            }
        }
        return new DeleteList(entries, quiet);
    }

    private static Entry entry(XMLStreamReader reader) throws XMLStreamException {
        Optional<String> key = Optional.empty();
        Optional<String> versionId = Optional.empty();
        Optional<String> match = Optional.empty();
        Optional<String> unread = Optional.empty();
        while (reader.nextTag() == XMLStreamReader.START_ELEMENT) {
            String name = reader.getLocalName();
            String text = reader.getElementText();
            switch (name) {
                case "Key" -> key = Optional.of(text);
                case "ETag" -> match = Optional.of(text);
                case "VersionId" -> versionId = Optional.of(text);
                case "LastModifiedTime", "Size" -> unread = Optional.of(name);
                default -> throw new XMLStreamException("Not of the schema");
            }
        }
        return new Entry(
                key.filter(it -> !it.isEmpty())
                        .orElseThrow(() -> new XMLStreamException("An object without a key")),
                versionId,
                match,
                // A condition is one on the current version.
                versionId.isPresent() && match.isPresent() ? Optional.of("ETag") : unread);
    }
}
