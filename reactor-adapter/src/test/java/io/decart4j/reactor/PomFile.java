package io.decart4j.reactor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A POM of this tree, as it is written. */
record PomFile(Document document) {

    static PomFile read(Path file) {
        try {
            return new PomFile(
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    /** The text at a path, empty where there is nothing. */
    String text(String path) {
        return evaluate(path, document, XPathConstants.STRING, String.class).strip();
    }

    List<String> texts(String path) {
        NodeList nodes = evaluate(path, document, XPathConstants.NODESET, NodeList.class);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent().strip())
                .toList();
    }

    /** The versions of the artifacts (dependencies, plugins) at a path. */
    Map<String, String> versions(String path) {
        NodeList nodes = evaluate(path, document, XPathConstants.NODESET, NodeList.class);
        Map<String, String> versions = new TreeMap<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            versions.put(
                    evaluate("artifactId", nodes.item(i), XPathConstants.STRING, String.class),
                    evaluate("version", nodes.item(i), XPathConstants.STRING, String.class));
        }
        return versions;
    }

    private static <T> T evaluate(String path, Object from, QName kind, Class<T> type) {
        XPath xpath = XPathFactory.newInstance().newXPath();
        try {
            return type.cast(xpath.evaluate(path, from, kind));
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
