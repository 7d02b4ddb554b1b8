package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.http.Answer;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.observe.ObserveException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads of one version of the API, logged in. A refusal is tried once more with a renewed proof.
final class ApiClient {
  /// A body, and the server's clock where it showed it.
  record Page(Json.Obj body, @Nullable Instant serverTime) {}

  private final ApiCalls calls;
  private final Session session;
  private final Refusal refusal;
  private final String root;

  ApiClient(ApiCalls calls, Session session, Refusal refusal, String root) {
    this.calls = calls;
    this.session = session;
    this.refusal = refusal;
    this.root = root;
  }

  Page get(String path) throws ObserveException, InterruptedException {
    Answer.Response response = send(path);
    if (!response.successful()) {
      throw refusal.of(response, root + path.split("\\?", 2)[0]);
    }
    return page(response);
  }

  /// Empty where Airflow says that it does not know `subject`. A path that it does not know is
  /// another thing: an Airflow that was upgraded answers so to its former API.
  Optional<Page> find(String path, String subject) throws ObserveException, InterruptedException {
    Answer.Response response = send(path);
    if (response.status() == 404) {
      String detail = ApiCalls.object(response).text("detail");
      if (detail != null && detail.contains(subject)) {
        return Optional.empty();
      }
    }
    if (!response.successful()) {
      throw refusal.of(response, root + path);
    }
    return Optional.of(page(response));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Answer.Response send(String path) throws ObserveException, InterruptedException {
    Answer.Response response = once(path);
    boolean refused = response.status() == 401 || response.status() == 403;
    return refused && session.renew(response) ? once(path) : response;
  }

  private Answer.Response once(String path) throws ObserveException, InterruptedException {
    HttpRequest.Builder request = calls.request(root + path);
    session.authorize(request);
    return calls.send(request);
  }

  private static Page page(Answer.Response response) throws ObserveException {
    return new Page(ApiCalls.object(response), date(response));
  }

  private static @Nullable Instant date(Answer.Response response) {
    try {
      return response
          .headers()
          .firstValue("Date")
          .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
          .orElse(null);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
