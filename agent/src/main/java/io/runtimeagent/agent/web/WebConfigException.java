package io.runtimeagent.agent.web;

import java.io.Serial;

/// What is wrong with the file, for a person to put right. It holds no secret.
public final class WebConfigException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  WebConfigException(String message) {
    super(message);
  }
}
