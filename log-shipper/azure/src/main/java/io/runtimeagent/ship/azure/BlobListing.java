package io.runtimeagent.ship.azure;

import io.runtimeagent.ship.store.ListedObject;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.StoredObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamReader;

/// One page of a listing; `next` is empty on the last.
record BlobListing(List<ListedObject> objects, String next) {

  static BlobListing parse(byte[] body, AzureXml xml) throws AzureException {
    var parser = new Parser();
    xml.read(body, parser);
    return new BlobListing(parser.objects, parser.next);
  }

  private static final class Parser implements AzureXml.Handler {
    private final List<ListedObject> objects = new ArrayList<>();
    private String next = "";
    private boolean encoded;
    private String name = "";
    private String version = "";
    private long length;
    private Optional<String> md5 = Optional.empty();
    private Optional<ObjectRecord> record = Optional.empty();

    @Override
    public void begins(String element, XMLStreamReader xml) {
      if (element.equals("Blob")) {
        md5 = Optional.empty();
        record = Optional.empty();
      } else if (element.equals("Name")) {
        encoded = "true".equals(xml.getAttributeValue(null, "Encoded"));
      }
    }

    @Override
    public void ends(String element, String text) {
      switch (element) {
        case "Name" -> name = encoded ? decoded(text) : text;
        case "Etag" -> version = Blobs.version(text);
        case "Content-Length" -> length = Long.parseLong(text);
        case "Content-MD5" -> md5 = text.isEmpty() ? Optional.empty() : Optional.of(hex(text));
        case ObjectRecord.METADATA_NAME -> record = ObjectRecord.decode(text);
        case "Blob" ->
            objects.add(
                new ListedObject(
                    new ObjectKey(name), new StoredObject(version, length, record), md5));
        case "NextMarker" -> next = text;
        default -> {}
      }
    }

    private static String decoded(String text) {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String hex(String base64) {
      return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }
  }
}
