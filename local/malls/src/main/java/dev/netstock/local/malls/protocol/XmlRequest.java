package dev.netstock.local.malls.protocol;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/** An element of a request in XML. */
public final class XmlRequest {
    private final Element element;

    private XmlRequest(Element element) {
        this.element = element;
    }

    /** The root of a document; empty if it is no XML or has another root. */
    public static Optional<XmlRequest> of(String document, String root) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null); // the default prints
            Element element =
                    builder.parse(new InputSource(new StringReader(document))).getDocumentElement();
            return Optional.of(new XmlRequest(element))
                    .filter(_ -> element.getTagName().equals(root));
        } catch (SAXException _) {
            return Optional.empty();
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException("XML cannot be parsed", e);
        }
    }

    public String name() {
        return element.getTagName();
    }

    /** The text without surrounding spaces. */
    public String text() {
        return element.getTextContent().strip();
    }

    public List<XmlRequest> children() {
        List<XmlRequest> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(new XmlRequest(child));
            }
        }
        return children;
    }

    /** The children with a name. */
    public List<XmlRequest> children(String name) {
        return children().stream().filter(it -> it.name().equals(name)).toList();
    }

    /** The first child with a name. */
    public Optional<XmlRequest> child(String name) {
        return children(name).stream().findFirst();
    }

    /** The text of the first child with a name. */
    public Optional<String> text(String name) {
        return child(name).map(XmlRequest::text);
    }
}
