package io.runtimeagent.agent.config.connection;

/// Where a bucket's name stands in a request. `AUTO`: in the path exactly when the endpoint is not
/// Amazon's own.
public enum S3Addressing {
  AUTO,
  PATH,
  VIRTUAL_HOST
}
