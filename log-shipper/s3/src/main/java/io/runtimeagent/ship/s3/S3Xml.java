package io.runtimeagent.ship.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the XML that S3 answers with: a root, repeated entries, texts in them.
final class S3Xml {
  private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

  S3Xml() {
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  /// Told of each entry, an element below the root that has elements of its own.
  @FunctionalInterface
  interface EntrySink {
    void entry(String name, Fields fields);
  }

  /// The texts of one element's children, by name; of equal names the last.
  record Fields(String root, Map<String, String> texts) {
    Optional<String> text(String name) {
      return Optional.ofNullable(texts.get(name));
    }

    String require(String name) throws IOException {
      return text(name)
          .orElseThrow(() -> new IOException("The store's answer has no <" + name + ">."));
    }

    /// The fields of an `<Error>`, none when the text is anything else.
    static Fields ofErrorOrEmpty(byte[] body) {
      if (body.length > 0) {
        try {
          Fields fields = new S3Xml().read(body, (name, entry) -> {});
          if (fields.root().equals("Error")) {
            return fields;
          }
        } catch (IOException expected) {
          return new Fields("", Map.of());
        }
      }
      return new Fields("", Map.of());
    }
  }

  /// The root's own texts; each entry goes to `sink`. Fails when the text is not XML. Blanks may
  /// stand before it: servers send them while they work.
  Fields read(byte[] text, EntrySink sink) throws IOException {
    try {
      int blank = 0;
      while (blank < text.length && text[blank] <= ' ' && text[blank] >= 0) {
        blank++;
      }
      XMLStreamReader reader =
          factory.createXMLStreamReader(new ByteArrayInputStream(text, blank, text.length - blank));
      reader.nextTag();
      String root = reader.getLocalName();
      return new Fields(root, children(reader, sink));
    } catch (XMLStreamException e) {
      throw new IOException("The store's answer is not the XML that was expected.", e);
    }
  }

  /// Reads up to the end of the element that has begun. Entries of entries are not told apart from
  /// their texts, and nobody asks.
  private Map<String, String> children(XMLStreamReader reader, EntrySink sink)
      throws XMLStreamException {
    var texts = new HashMap<String, String>();
    var text = new StringBuilder();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          String name = reader.getLocalName();
          texts.put(name, child(reader, name, sink));
        }
        case XMLStreamConstants.CHARACTERS -> text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          if (texts.isEmpty()) {
            texts.put("", text.toString());
          }
          return texts;
        }
        default -> {
          continue;
        }
      }
    }
    throw new XMLStreamException("The text ends within an element.");
  }

  private String child(XMLStreamReader reader, String name, EntrySink sink)
      throws XMLStreamException {
    Map<String, String> texts = children(reader, (inner, fields) -> {});
    boolean isText = texts.size() == 1 && texts.containsKey("");
    if (!isText) {
      sink.entry(name, new Fields(name, texts));
    }
    return texts.getOrDefault("", "");
  }
}
