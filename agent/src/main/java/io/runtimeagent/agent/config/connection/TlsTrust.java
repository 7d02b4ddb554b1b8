package io.runtimeagent.agent.config.connection;

import java.nio.file.Path;

/// Which servers are trusted to be who they say they are.
public sealed interface TlsTrust {

  /// Those whose certificates the Java runtime trusts.
  record Default() implements TlsTrust {}

  /// Those whose certificates this file of PEM certificates vouches for.
  record Authorities(Path file) implements TlsTrust {}

  /// All: the connection says `verify: false`.
  record Everyone() implements TlsTrust {}
}
