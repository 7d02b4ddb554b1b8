package io.runtimeagent.agent.config.connection;

import io.runtimeagent.agent.config.fault.Fault;
import io.runtimeagent.agent.config.fault.Findings;
import io.runtimeagent.agent.config.secret.Masking;
import io.runtimeagent.agent.config.secret.Secret;
import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.JsonException;
import io.runtimeagent.agent.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a connection from its URI or its JSON, by Airflow's rules.
public final class ConnectionParser {
  private static final String EXTRA = "__extra__";

  private static final Set<String> JSON_KEYS =
      Set.of("conn_type", "description", "login", "password", "host", "port", "schema", "extra");

  private final ConnectionText given;
  private final Findings findings;

  private ConnectionParser(ConnectionText given, Findings findings) {
    this.given = given;
    this.findings = findings;
  }

  /// Nothing when the text is no connection; then a fault has been found.
  public static Optional<AirflowConnection> parse(ConnectionText given, Findings findings) {
    ConnectionParser parser = new ConnectionParser(given, findings);
    String text = given.text().strip();
    return text.startsWith("{") ? parser.json(text) : parser.uri(text);
  }

  private Optional<AirflowConnection> uri(String uri) {
    int schemes = uri.split("://", -1).length - 1;
    PythonUrl whole = PythonUrl.split(uri);
    boolean hostWithProtocol = schemes == 2;
    String rest = uri.replace(whole.scheme() + "://", hostWithProtocol ? "" : "//");
    if (schemes > 2 || (hostWithProtocol && rest.split("://", 2)[0].matches("(?s).*[@:].*"))) {
      return refuse("", "a URI with at most one more protocol, directly before the host.");
    }
    PythonUrl parts = PythonUrl.split(rest);
    Optional<Map<String, Json>> extra = extraOfUri(parts.parameters());
    if (!parts.port().matches("\\d{0,5}")) {
      refuse("port", "a number.");
    }
    return extra.map(
        values -> {
          String host = host(parts);
          String protocol = hostWithProtocol && !host.isEmpty() ? parts.scheme() + "://" : "";
          return new AirflowConnection(
              given.id(),
              given.source(),
              type(whole.scheme()),
              protocol + host,
              decoded(parts.user()),
              secret(decoded(parts.password())),
              values,
              parts.parameters().containsKey(EXTRA)
                  ? AirflowConnection.Names.WRITTEN
                  : AirflowConnection.Names.CUT);
        });
  }

  /// A host that holds an escaped slash is a URL of its own and keeps its case.
  private static String host(PythonUrl parts) {
    String host = PythonUrl.decode(parts.host());
    if (!host.contains("/")) {
      return host;
    }
    String written = parts.authority().substring(parts.authority().lastIndexOf('@') + 1);
    return PythonUrl.decode(written.split(":", 2)[0]);
  }

  private Optional<Map<String, Json>> extraOfUri(Map<String, String> parameters) {
    String whole = parameters.get(EXTRA);
    if (whole != null) {
      return extraOfText(whole);
    }
    Map<String, Json> extra = new LinkedHashMap<>();
    parameters.forEach((name, value) -> extra.put(name, parameter(value)));
    return Optional.of(extra);
  }

  /// Numbers stay texts: a key that happens to be all digits must keep its zeros.
  private Json parameter(String value) {
    if (given.queryValues() == ConnectionText.QueryValues.TEXT) {
      return new Json.Text(value);
    }
    try {
      Json json = JsonText.parse(value);
      return json instanceof Json.Numeral ? new Json.Text(value) : json;
    } catch (JsonException _) {
      return new Json.Text(value);
    }
  }

  private Optional<AirflowConnection> json(String text) {
    try {
      if (!(JsonText.parse(text) instanceof Json.Members(Map<String, Json> members))) {
        return refuse("", "a URI, or a JSON object.");
      }
      members.keySet().stream()
          .filter(key -> !JSON_KEYS.contains(key))
          .forEach(key -> refuse(key, "only the members " + String.join(", ", JSON_KEYS) + "."));
      return extra(members.get("extra")).map(extra -> connection(members, extra));
    } catch (JsonException e) {
      return refuse("", "a URI, or a JSON object. " + e.getMessage());
    }
  }

  private AirflowConnection connection(Map<String, Json> members, Map<String, Json> extra) {
    if (!text(members, "port").matches("\\d{0,5}")) {
      refuse("port", "a number.");
    }
    return new AirflowConnection(
        given.id(),
        given.source(),
        type(text(members, "conn_type")),
        text(members, "host"),
        text(members, "login"),
        secret(text(members, "password")),
        extra,
        AirflowConnection.Names.WRITTEN);
  }

  private String text(Map<String, Json> members, String key) {
    return switch (members.get(key)) {
      case null -> "";
      case Json.Null() -> "";
      case Json.Text(String value) -> value;
      case Json.Numeral(String literal) -> literal;
      case Json.Bool _, Json.Items _, Json.Members _ -> {
        refuse(key, "a text.");
        yield "";
      }
    };
  }

  private Optional<Map<String, Json>> extra(@Nullable Json extra) {
    return switch (extra) {
      case null -> Optional.of(Map.of());
      case Json.Null() -> Optional.of(Map.of());
      case Json.Members(Map<String, Json> members) -> Optional.of(members);
      case Json.Text(String text) -> extraOfText(text);
      case Json.Bool _, Json.Items _, Json.Numeral _ -> refuse("extra", "a JSON object.");
    };
  }

  private Optional<Map<String, Json>> extraOfText(String text) {
    if (text.isBlank()) {
      return Optional.of(Map.of());
    }
    try {
      return JsonText.parse(text) instanceof Json.Members(Map<String, Json> members)
          ? Optional.of(members)
          : refuse("extra", "a JSON object.");
    } catch (JsonException e) {
      return refuse("extra", "a JSON object. " + e.getMessage());
    }
  }

  private <T> Optional<T> refuse(String part, String accepted) {
    String key = "connection " + given.id() + (part.isEmpty() ? "" : ", " + part);
    findings.fault(new Fault(key, given.source(), Masking.MASK, accepted));
    return Optional.empty();
  }

  private static String type(String written) {
    return written.equals("postgresql") ? "postgres" : written.replace('-', '_');
  }

  private static String decoded(@Nullable String text) {
    return text == null ? "" : PythonUrl.decode(text);
  }

  private static @Nullable Secret secret(String text) {
    return text.isEmpty() ? null : new Secret(text);
  }
}
