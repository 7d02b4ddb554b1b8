package io.runtimeagent.ship.testing;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A request as a fault plan sees it. `target` is path and query as they were sent; header names
/// are in lower case.
public record ProxyRequest(String method, String target, Map<String, String> headers) {
  private static final Set<String> WRITES = Set.of("PUT", "POST", "PATCH", "DELETE");

  /// Parameters whose value says which operation it is.
  private static final Set<String> TELLING = Set.of("comp", "restype", "uploadType", "alt");

  private static final Pattern GCS =
      Pattern.compile("((?:/upload|/download)?/storage/v1/b)(/[^/]+)?(/o)?(/.+?)?(/compose)?");
  private static final Pattern EMULATED_AZURE = Pattern.compile("(/devstoreaccount1)(/.*)?");

  public ProxyRequest {
    headers = Map.copyOf(headers);
  }

  public String path() {
    return target.split("\\?", 2)[0];
  }

  /// Still encoded; empty if there is none.
  public String query() {
    String[] parts = target.split("\\?", 2);
    return parts.length == 2 ? parts[1] : "";
  }

  /// Whether the store may be different afterwards.
  public boolean isWrite() {
    return WRITES.contains(method);
  }

  public boolean hasParameter(String name) {
    return Arrays.stream(query().split("&", -1)).anyMatch(p -> p.split("=", 2)[0].equals(name));
  }

  /// Which operation it is, whatever it is about: `PUT /*/**?partNumber&uploadId`.
  public String operation() {
    String path = path();
    Matcher gcs = GCS.matcher(path);
    Matcher azure = EMULATED_AZURE.matcher(path);
    String shape;
    if (gcs.matches()) {
      shape =
          gcs.group(1)
              + (gcs.group(2) == null ? "" : "/*")
              + (gcs.group(3) == null ? "" : "/o")
              + (gcs.group(4) == null ? "" : "/**")
              + (gcs.group(5) == null ? "" : "/compose");
    } else if (azure.matches()) {
      shape = azure.group(1) + (azure.group(2) == null ? "" : shape(azure.group(2)));
    } else {
      shape = shape(path);
    }
    return method + " " + shape + parameters();
  }

  private static String shape(String path) {
    if (path.equals("/")) {
      return "/";
    }
    int slash = path.indexOf('/', 1);
    return slash < 0 || slash == path.length() - 1 ? "/*" : "/*/**";
  }

  private String parameters() {
    if (query().isEmpty()) {
      return "";
    }
    return Arrays.stream(query().split("&", -1))
        .map(parameter -> TELLING.contains(name(parameter)) ? parameter : name(parameter))
        .sorted()
        .collect(Collectors.joining("&", "?", ""));
  }

  private static String name(String parameter) {
    return parameter.split("=", 2)[0];
  }
}
