package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.http.Answer;
import io.runtimeagent.probe.http.HttpCaller;
import io.runtimeagent.probe.observe.ApiAccess;
import io.runtimeagent.probe.observe.ApiAccess.Login;
import io.runtimeagent.probe.observe.ObserveException;
import io.runtimeagent.probe.observe.Observed;
import io.runtimeagent.probe.observe.Observer;
import io.runtimeagent.probe.observe.ScheduleFallback;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Airflow asked by its REST API. Which version it speaks is found out at first, and again after
/// every failure, since Airflow may have been upgraded meanwhile.
public final class RestObserver implements Observer {
  /// Twenty runs are some 20 KB; more than this is no answer to what we ask.
  private static final long LIMIT_BYTES = 4L << 20;

  private static final String VERSION = "/version";

  private final HttpCaller caller;
  private final ApiAccess access;
  private final Wanted wanted;
  private final InstantSource clock;
  private @Nullable Dialect dialect;
  private String source = "REST API";

  /// The DAG to observe, what the environment says of its schedule, and how long one call may take.
  public record Wanted(String dagId, ScheduleFallback fallback, Duration timeout) {}

  private RestObserver(HttpCaller caller, ApiAccess access, Wanted wanted, InstantSource clock) {
    this.caller = caller;
    this.access = access;
    this.wanted = wanted;
    this.clock = clock;
  }

  public static RestObserver start(ApiAccess access, Wanted wanted, InstantSource clock) {
    return new RestObserver(HttpCaller.start(LIMIT_BYTES), access, wanted, clock);
  }

  @Override
  public Observed observe() throws InterruptedException {
    try {
      Dialect known = dialect == null ? detect() : dialect;
      Observed.Seen seen = known.read();
      dialect = known;
      return seen;
    } catch (ObserveException e) {
      // A refusal keeps what is known: a session's renewal is part of it.
      dialect = e.kind() == Reading.Kind.AUTH ? dialect : null;
      return e.observed();
    }
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public void close() {
    caller.close();
  }

  private Dialect detect() throws ObserveException, InterruptedException {
    ApiCalls calls = new ApiCalls(caller, wanted.timeout(), access.url());
    Answer.Response second = version(calls, ApiVersion2.ROOT);
    if (second.successful()) {
      return versionTwo(calls, version(second));
    }
    Answer.Response first = version(calls, ApiVersion1.ROOT);
    if (first.successful()) {
      return versionOne(calls, version(first));
    }
    throw second.status() == 404
        ? refusal().of(first, ApiVersion1.ROOT + VERSION)
        : refusal().of(second, ApiVersion2.ROOT + VERSION);
  }

  /// Airflow tells it to anybody; a proxy before it may not.
  private Answer.Response version(ApiCalls calls, String root)
      throws ObserveException, InterruptedException {
    HttpRequest.Builder request = calls.request(root + VERSION);
    new FixedSession(access.login()).authorize(request);
    return calls.send(request);
  }

  private Dialect versionTwo(ApiCalls calls, String version) {
    source = "REST API v2 of Airflow " + version;
    Login login = access.login();
    Session session =
        login instanceof Login.Token
            ? new FixedSession(login)
            : new TokenSession(calls, login, clock);
    return new ApiVersion2(
        new ApiClient(calls, session, refusal(), ApiVersion2.ROOT), question(version));
  }

  private Dialect versionOne(ApiCalls calls, String version) {
    source = "REST API v1 of Airflow " + version;
    Session session =
        access.login() instanceof Login.Password password
            ? new PasswordSession(calls, password)
            : new FixedSession(access.login());
    return new ApiVersion1(
        new ApiClient(calls, session, refusal(), ApiVersion1.ROOT), question(version));
  }

  private Refusal refusal() {
    return new Refusal(access.login(), clock);
  }

  private Question question(String version) {
    return new Question(wanted.dagId(), wanted.fallback(), version);
  }

  private static String version(Answer.Response response) throws ObserveException {
    String version = ApiCalls.object(response).text("version");
    if (version == null) {
      throw new ObserveException(Reading.Kind.SCHEMA, "/version does not tell a version");
    }
    return version.length() <= 40 ? version : version.substring(0, 40);
  }
}
