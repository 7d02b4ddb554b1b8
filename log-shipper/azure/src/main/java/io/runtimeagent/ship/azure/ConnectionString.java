package io.runtimeagent.ship.azure;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The parts of a storage account's connection string, `Name=value` with `;` between.
record ConnectionString(Map<String, String> parts) {
  /// What every emulator is reached with.
  private static final String EMULATOR =
      "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2"
          + "UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
          + "BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1";

  static ConnectionString parse(String text) {
    var parts = new TreeMap<String, String>();
    for (String part : text.split(";", -1)) {
      int sign = part.indexOf('=');
      if (sign > 0) {
        parts.put(
            part.substring(0, sign).strip().toLowerCase(Locale.ROOT), part.substring(sign + 1));
      }
    }
    if ("true".equalsIgnoreCase(parts.get("usedevelopmentstorage"))) {
      return parse(EMULATOR);
    }
    return new ConnectionString(parts);
  }

  URI blobEndpoint() {
    return part("BlobEndpoint")
        .or(
            () ->
                part("AccountName")
                    .map(
                        account ->
                            "%s://%s.blob.%s"
                                .formatted(
                                    part("DefaultEndpointsProtocol").orElse("https"),
                                    account,
                                    part("EndpointSuffix").orElse("core.windows.net"))))
        .map(URI::create)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The connection string names neither BlobEndpoint nor AccountName."));
  }

  /// The key comes before a signature, as in Microsoft's own clients.
  AzureLogin login() {
    Optional<AzureLogin> key =
        part("AccountKey")
            .map(text -> new AzureLogin.SharedKey(part("AccountName").orElse(""), text));
    return key.or(() -> part("SharedAccessSignature").map(AzureLogin.SharedAccessSignature::new))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The connection string has neither AccountKey nor SharedAccessSignature."));
  }

  private Optional<String> part(String name) {
    return Optional.ofNullable(parts.get(name.toLowerCase(Locale.ROOT)))
        .filter(value -> !value.isBlank());
  }
}
