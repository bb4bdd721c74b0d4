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
record DeleteList(List<Named> objects, boolean quiet) {
    private static final int KEYS_MAX = 1000;

    /** An object, or one version of it. */
    record Named(String key, Optional<String> versionId) {}

    DeleteList {
        objects = List.copyOf(objects);
    }

    /** Reads it; empty if it is no such XML, or names too many keys. */
    static Optional<DeleteList> parse(byte[] xml) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try {
            DeleteList list = read(factory.createXMLStreamReader(new ByteArrayInputStream(xml)));
            boolean inLimits = !list.objects.isEmpty() && list.objects.size() <= KEYS_MAX;
            return inLimits ? Optional.of(list) : Optional.empty();
        } catch (XMLStreamException _) {
            return Optional.empty();
        }
    }

    private static DeleteList read(XMLStreamReader reader) throws XMLStreamException {
        List<Named> objects = new ArrayList<>();
        boolean quiet = false;
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamReader.START_ELEMENT) {
                switch (reader.getLocalName()) {
                    case "Object" -> objects.add(readObject(reader));
                    case "Quiet" -> quiet = Boolean.parseBoolean(reader.getElementText());
                    default -> {
                        // The elements around them.
                    }
                }
            }
        }
        return new DeleteList(objects, quiet);
    }

    private static Named readObject(XMLStreamReader reader) throws XMLStreamException {
        String key = "";
        Optional<String> versionId = Optional.empty();
        while (reader.nextTag() == XMLStreamReader.START_ELEMENT) {
            switch (reader.getLocalName()) {
                case "Key" -> key = reader.getElementText();
                case "VersionId" -> versionId = Optional.of(reader.getElementText());
                default -> reader.getElementText();
            }
        }
        return new Named(key, versionId);
    }
}
