package io.runtimeagent.agent.http;

import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// What is said where the server itself refuses: too long, no HTTP, broken off.
final class Errors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    Answer answer = Answer.text(status, HttpStatus.getMessage(status) + ".");
    Replies.send(answer, Map.of(), new Replies.To(request, response, callback));
    return true;
  }
}
