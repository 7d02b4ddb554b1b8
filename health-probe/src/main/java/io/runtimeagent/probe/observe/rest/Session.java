package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.http.Answer;
import io.runtimeagent.probe.observe.ObserveException;
import java.net.http.HttpRequest;

/// Proves to the web server who asks.
interface Session {
  /// Adds the proof to a request, after logging in where that has not been done.
  void authorize(HttpRequest.Builder request) throws ObserveException, InterruptedException;

  /// After a refusal: whether another try may go better, since the proof was renewed or changed.
  boolean renew(Answer.Response refusal) throws ObserveException, InterruptedException;
}
