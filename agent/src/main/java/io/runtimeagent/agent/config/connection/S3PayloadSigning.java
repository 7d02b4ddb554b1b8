package io.runtimeagent.agent.config.connection;

/// Whether the signature of a request covers its body. `WHEN_NEEDED` leaves that out where TLS or a
/// checksum protects the body already.
public enum S3PayloadSigning {
  WHEN_NEEDED,
  ALWAYS
}
