package io.runtimeagent.agent.config;

/// The values of the key `s3_sse`.
enum Sse {
  NONE("none"),
  AES256("AES256"),
  KMS("aws:kms");

  private final String text;

  Sse(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
