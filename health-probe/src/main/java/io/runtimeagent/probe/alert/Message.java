package io.runtimeagent.probe.alert;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// One alert as it is told to one sink at one time.
public record Message(Event event, Alert alert, Identity identity, Instant now) {
  public enum Event {
    OPEN,
    UPDATE,
    RESOLVE,
    /// Somebody tries the sinks out.
    TEST;

    /// The word in bodies.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A message that somebody tries a sink out with: one that opens nothing real, or its end.
  public static Message trial(Event event, Identity identity, Instant now) {
    Alert test = Alert.trial(identity.deploymentId(), now);
    return new Message(
        event, event == Event.RESOLVE ? test.resolved(now, test.details()) : test, identity, now);
  }

  public Severity severity() {
    return alert.trial() ? Severity.INFO : alert.severity(now);
  }

  /// What else people may want to know.
  public Map<String, String> details() {
    if (alert.held() == Wish.Held.NO) {
      return alert.details();
    }
    Map<String, String> details = new TreeMap<>(alert.details());
    details.put("held", alert.held().why());
    return details;
  }

  /// One line for people.
  public String summary() {
    String where = " of deployment " + identity.deploymentId();
    String why = alert.reasons().isEmpty() ? "" : " (" + String.join(", ", alert.reasons()) + ")";
    String flapping = alert.flapping() ? ", flapping" : "";
    String what = subject() + where + host();
    return switch (event) {
      case OPEN, UPDATE -> what + " needs help: " + explained() + why + flapping + held() + ".";
      case RESOLVE -> resolved(what);
      case TEST -> "This is a test of the alerts" + where + "; nothing is wrong.";
    };
  }

  private String held() {
    return alert.held() == Wish.Held.NO ? "" : "; held, because " + alert.held().why();
  }

  private String resolved(String what) {
    if (alert.trial()) {
      return "The test of the alerts of deployment " + identity.deploymentId() + " is over.";
    }
    return alert.orphan()
        ? what + " is well."
        : what + " is well again after " + minutes() + " min.";
  }

  private String host() {
    return alert.kind() == AlertKind.SHIPPING ? " on " + alert.subject().about() : "";
  }

  private String subject() {
    return switch (alert.kind()) {
      case HEARTBEAT -> "Airflow";
      case OBSERVER -> "The view of Airflow";
      case SHIPPING -> "Log shipping";
    };
  }

  private String explained() {
    return switch (alert.kind()) {
      case HEARTBEAT -> heartbeat();
      case OBSERVER -> "Airflow cannot be read, so nobody knows how it is";
      case SHIPPING -> "task logs do not reach the store";
    };
  }

  private String heartbeat() {
    if (alert.reasons().contains("FAILED_TWICE")) {
      return "the monitoring DAG failed twice in a row";
    }
    return alert.reasons().contains("NOT_SCHEDULED")
        ? "no run of the monitoring DAG is scheduled"
        : "runs of the monitoring DAG are not started";
  }

  private long minutes() {
    return alert.lasted(now).toMinutes();
  }
}
