package io.runtimeagent.ship.azure;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads replies' bodies: an element at a time, nothing from outside the reply.
final class AzureXml {
  private final XMLInputFactory factory;

  AzureXml() {
    factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  /// Told of elements as they begin and end. `text` of an element that has elements in it means
  /// nothing.
  interface Handler {
    void begins(String element, XMLStreamReader xml);

    void ends(String element, String text);
  }

  /// Fails as unavailable: a reply that makes no sense may come from something in between.
  void read(byte[] body, Handler handler) throws AzureException {
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(body));
      var text = new StringBuilder();
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            text.setLength(0);
            handler.begins(xml.getLocalName(), xml);
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              text.append(xml.getText());
          case XMLStreamConstants.END_ELEMENT -> {
            handler.ends(xml.getLocalName(), text.toString());
            text.setLength(0);
          }
          default -> {}
        }
      }
    } catch (XMLStreamException | IllegalArgumentException e) {
      throw new AzureException(
          AzureException.Kind.UNAVAILABLE, "", "The reply is not what Azure's are.", e);
    }
  }
}
