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
     * @param versionId version to delete permanently
     * @param match required entity tag
     * @param unsupported name of an unsupported element
     */
    record Entry(
            String key,
            Optional<String> versionId,
            Optional<String> match,
            Optional<String> unsupported) {}

    /** Parses the body; empty if it is invalid or has too many keys. */
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
        Optional<String> unsupported = Optional.empty();
        while (reader.nextTag() == XMLStreamReader.START_ELEMENT) {
            String name = reader.getLocalName();
            String text = reader.getElementText();
            switch (name) {
                case "Key" -> key = Optional.of(text);
                case "ETag" -> match = Optional.of(text);
                case "VersionId" -> versionId = Optional.of(text);
                case "LastModifiedTime", "Size" -> unsupported = Optional.of(name);
                default -> throw new XMLStreamException("Not of the schema");
            }
        }
        return new Entry(
                key.filter(it -> !it.isEmpty())
                        .orElseThrow(() -> new XMLStreamException("An object without a key")),
                versionId,
                match,
                // A condition applies to the current version.
                versionId.isPresent() && match.isPresent() ? Optional.of("ETag") : unsupported);
    }
}
