package io.runtimeagent.agent.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.testing.CannedAnswer;
import io.runtimeagent.ship.testing.FaultProxy;
import io.runtimeagent.ship.testing.MinioServer;
import io.runtimeagent.ship.testing.ProxyFault;
import io.runtimeagent.ship.testing.ProxyFault.Moment;
import io.runtimeagent.ship.testing.ProxyPlan;
import io.runtimeagent.ship.testing.WithServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/// Three agents that the store refuses, each for a reason of its own, until somebody puts it right.
/// They are tried together, since credentials are read anew once a minute.
@WithServer(MinioServer.class)
class ITCredentials {
  private static final String LOG = "dag_id=d/run_id=r/task_id=t/attempt=1.log";
  private static final String REFUSED = "The store refuses us";
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  Path temp;

  @Test
  void credentialsWrongOrExpired_andAMissingBucket_arePutRightWithoutARestart(MinioServer server)
      throws Exception {
    server.createBucket("refused");
    try (var proxy =
        FaultProxy.start(server.endpoint(), ProxyPlan.healthy(), new SplittableRandom(1))) {
      Path wrong = connection("wrong", keys(server.accessKey(), "mistyped", ""), server.endpoint());
      Path expiring = connection("expiring", session(server), proxy.endpoint());
      String right = keys(server.accessKey(), server.secretKey(), "");
      Path missing = connection("missing", right, server.endpoint());
      Home first = home("s3://refused/wrong", wrong);
      Home second = home("s3://refused/expiring", expiring);
      Home third = home("s3://later/missing", missing);
      List<AgentProcess> agents =
          List.of(first.start("run"), second.start("run"), third.start("run"));
      agents.get(0).awaitSaid(REFUSED);
      agents.get(2).awaitSaid(REFUSED);
      agents.get(1).awaitSaid("honours the conditions");
      proxy.follow(
          ProxyPlan.always(
                  new ProxyFault.Answer(Moment.BEFORE, CannedAnswer.s3(400, "ExpiredToken")))
              .onlyFor(request -> request.headers().containsKey("x-amz-security-token")));
      second.append(LOG, "after its keys expired\n");
      agents.get(1).awaitSaid(REFUSED);
      connection("wrong", right, server.endpoint());
      connection("expiring", right, proxy.endpoint());
      server.createBucket("later");
      for (AgentProcess agent : agents) {
        agent.awaitSaid("The store takes writes again", LONG);
        agent.terminate();
        assertThat(agent.await(LONG)).as(agent.said()).isZero();
        assertThat(agent.said()).doesNotContain(server.secretKey()).doesNotContain("mistyped");
      }
      proven(List.of(first, second, third));
    }
  }

  private static void proven(List<Home> homes) throws Exception {
    for (Home home : homes) {
      AgentProcess verify = home.start("verify");
      assertThat(verify.await(LONG)).as(verify.said()).isZero();
      assertThat(verify.said()).contains("1 log equal");
    }
  }

  private Home home(String destination, Path connection) throws IOException {
    String name = connection.getFileName().toString();
    Home home = new Home(Files.createDirectories(temp.resolve("home-" + name)));
    home.key("destination", destination).key("connection_cmd", "cat " + connection);
    home.append(LOG, "a line\n");
    return home;
  }

  private Path connection(String name, String keys, URI endpoint) throws IOException {
    String text =
        """
        {"conn_type": "aws", "extra": {%s, "region_name": "%s", "endpoint_url": "%s",
         "config_kwargs": {"s3": {"addressing_style": "path"}}}}
        """
            .formatted(keys, MinioServer.REGION, endpoint);
    return Files.writeString(temp.resolve(name), text);
  }

  private static String keys(String id, String secret, String token) {
    return """
    "aws_access_key_id": "%s", "aws_secret_access_key": "%s", "aws_session_token": "%s"
    """
        .formatted(id, secret, token)
        .strip();
  }

  private static String session(MinioServer server) {
    var keys = AwsBasicCredentials.create(server.accessKey(), server.secretKey());
    try (StsClient sts =
        StsClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.of(MinioServer.REGION))
            .credentialsProvider(StaticCredentialsProvider.create(keys))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      Credentials session =
          sts.assumeRole(r -> r.roleArn("arn:minio:iam:::role/any").roleSessionName("expiring"))
              .credentials();
      return keys(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    }
  }
}
