package io.runtimeagent.agent.json;

/// A text is no JSON. The message says where, never what stands there: it may be a secret.
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1L;

  JsonException(String message) {
    super(message);
  }
}
