package dev.netstock.malls.adapter.http;

import java.io.StringWriter;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes an XML document, element by element. Not thread-safe. */
public final class XmlDocument {
    private final StringWriter text = new StringWriter(512);
    private final XMLStreamWriter writer;

    /** Begins a document in UTF-8. */
    public XmlDocument() {
        try {
            writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            writer.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw inMemory(e);
        }
    }

    /** Writes an element whose content {@code content} writes. */
    public XmlDocument element(String name, Runnable content) {
        try {
            writer.writeStartElement(name);
            content.run();
            writer.writeEndElement();
        } catch (XMLStreamException e) {
            throw inMemory(e);
        }
        return this;
    }

    /** Writes an element that contains a text. */
    public XmlDocument element(String name, Object content) {
        return element(name, () -> characters(content.toString()));
    }

    /** The document so far. */
    @Override
    public String toString() {
        return text.toString();
    }

    private void characters(String content) {
        try {
            writer.writeCharacters(content);
        } catch (XMLStreamException e) {
            throw inMemory(e);
        }
    }

    private static IllegalStateException inMemory(XMLStreamException cause) {
        return new IllegalStateException("XML in memory could not be written", cause);
    }
}
