package io.runtimeagent.probe.json;

/// The text is not JSON. The message says where, and never quotes the text: it may hold a secret.
public final class JsonException extends Exception {
  private final String reason;

  JsonException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /// What is wrong and where.
  public String reason() {
    return reason;
  }
}
