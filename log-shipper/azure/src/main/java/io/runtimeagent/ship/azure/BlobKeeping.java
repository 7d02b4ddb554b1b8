package io.runtimeagent.ship.azure;

import io.runtimeagent.ship.store.OldVersions;
import io.runtimeagent.ship.store.RequestListener.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;

/// Asks whether the account keeps what is replaced: by soft delete, which its properties tell, or
/// by versioning, which only a blob that has a version tells.
final class BlobKeeping {
  private final BlobAddress address;
  private final AzureHttp http;

  BlobKeeping(AzureSite site) {
    this.address = site.address();
    this.http = site.http();
  }

  OldVersions ask() {
    var how = new ArrayList<String>();
    var unknown = new ArrayList<String>();
    try {
      if (!texts(address.anyVersion(), "Blob").getOrDefault("VersionId", "").isEmpty()) {
        how.add("blob versioning");
      }
    } catch (AzureException e) {
      unknown.add(e.failure().reason());
    }
    try {
      Map<String, String> policy = texts(address.service(), "DeleteRetentionPolicy");
      if (policy.getOrDefault("Enabled", "").equals("true")) {
        how.add("soft delete for %s days".formatted(policy.getOrDefault("Days", "some")));
      }
    } catch (AzureException e) {
      unknown.add(e.failure().reason());
    }
    return verdict(how, unknown);
  }

  private static OldVersions verdict(List<String> how, List<String> unknown) {
    if (!how.isEmpty()) {
      return new OldVersions.Kept(String.join(" and ", how));
    }
    return unknown.isEmpty()
        ? new OldVersions.Dropped()
        : new OldVersions.Unknown(unknown.getFirst());
  }

  /// The texts of all elements within one.
  private Map<String, String> texts(String url, String within) throws AzureException {
    AzureReply reply = http.send(AzureCall.get(Operation.INSPECT, url));
    var texts = new HashMap<String, String>();
    new AzureXml()
        .read(
            reply.bytes(),
            new AzureXml.Handler() {
              private boolean inside;

              @Override
              public void begins(String element, XMLStreamReader xml) {
                inside |= element.equals(within);
              }

              @Override
              public void ends(String element, String text) {
                if (inside) {
                  texts.put(element, text);
                }
                inside &= !element.equals(within);
              }
            });
    return texts;
  }
}
