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
record DeleteList(List<String> keys, boolean quiet) {
    private static final int KEYS_MAX = 1000;

    /** Reads it; empty if it is no such XML, or names too many keys. */
    static Optional<DeleteList> parse(byte[] xml) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try {
            DeleteList list = read(factory.createXMLStreamReader(new ByteArrayInputStream(xml)));
            boolean inLimits = !list.keys.isEmpty() && list.keys.size() <= KEYS_MAX;
            return inLimits ? Optional.of(list) : Optional.empty();
        } catch (XMLStreamException _) {
            return Optional.empty();
        }
    }

    private static DeleteList read(XMLStreamReader reader) throws XMLStreamException {
        List<String> keys = new ArrayList<>();
        boolean quiet = false;
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamReader.START_ELEMENT) {
                switch (reader.getLocalName()) {
                    case "Key" -> keys.add(reader.getElementText());
                    case "Quiet" -> quiet = Boolean.parseBoolean(reader.getElementText());
                    default -> {
                        // The elements around them.
                    }
                }
            }
        }
        return new DeleteList(keys, quiet);
    }
}
