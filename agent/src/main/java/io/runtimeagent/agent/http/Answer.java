package io.runtimeagent.agent.http;

/// What a resource answers.
public record Answer(int status, String contentType, String body) {
  static final String TEXT = "text/plain; charset=utf-8";

  public static Answer text(int status, String text) {
    return new Answer(status, TEXT, text + "\n");
  }

  public static Answer json(String document) {
    return new Answer(200, "application/json", document);
  }
}
