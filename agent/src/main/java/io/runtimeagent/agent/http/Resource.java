package io.runtimeagent.agent.http;

/// What stands at a path. Quick, and safe for several threads.
@FunctionalInterface
public interface Resource {
  /// `accept` is the request's header of that name, empty when there is none.
  Answer get(String accept);
}
