package io.runtimeagent.ship.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.ship.s3.S3Credentials.AssumeRole;
import io.runtimeagent.ship.s3.S3Credentials.StaticKeys;
import io.runtimeagent.ship.s3.S3Credentials.WebIdentity;
import io.runtimeagent.ship.s3.http.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

class S3IdentityTest {
  private static final StaticKeys KEYS = new StaticKeys("id", "secret", Optional.empty());

  @Test
  void staticKeys_areTheIdentity() {
    assertThat(resolve(KEYS).accessKeyId()).isEqualTo("id");
    AwsCredentialsIdentity session = resolve(new StaticKeys("id", "secret", Optional.of("token")));
    assertThat(((AwsSessionCredentialsIdentity) session).sessionToken()).isEqualTo("token");
  }

  @Test
  void profile_thatIsNotThere_isNamed() {
    assertThatThrownBy(() -> resolve(new S3Credentials.Profile("no-such-profile")))
        .isInstanceOf(SdkException.class)
        .hasMessageContaining("no-such-profile");
  }

  @Test
  void role_isAssumedWithWhatTheConnectionSays() throws IOException {
    try (var sts = StubServer.start(_ -> StubServer.answer(200, assumed("AssumeRole")))) {
      var role =
          new AssumeRole(
              KEYS,
              "arn:aws:iam::123456789012:role/logs",
              "Airflow_aws",
              Optional.of("external"),
              Optional.of(Duration.ofMinutes(20)),
              Optional.of(sts.endpoint()));
      assertThat(resolve(role).accessKeyId()).isEqualTo("assumed");
      assertThat(sts.asked().getFirst().body())
          .contains("Action=AssumeRole", "RoleSessionName=Airflow_aws", "ExternalId=external")
          .contains("DurationSeconds=1200", "role%2Flogs");
      assertThat(sts.asked().getFirst().header("authorization")).contains("Credential=id/");
    }
  }

  @Test
  void webIdentity_readsTheTokenWhenItIsNeeded(@TempDir Path folder) throws IOException {
    Path token = folder.resolve("token");
    try (var sts =
            StubServer.start(_ -> StubServer.answer(200, assumed("AssumeRoleWithWebIdentity")));
        var identity = new S3Identity(webIdentity(token, sts), () -> "us-east-1")) {
      assertThatThrownBy(identity::resolve)
          .isInstanceOf(SdkException.class)
          .hasMessageContaining("token");
      Files.writeString(token, "from kubernetes\n");
      assertThat(identity.resolve().accessKeyId()).isEqualTo("assumed");
      assertThat(sts.asked().getFirst().body()).contains("WebIdentityToken=from+kubernetes");
      assertThat(sts.asked().getFirst().header("authorization")).isEmpty();
    }
  }

  @Test
  void deniedRole_isARefusal() throws IOException {
    String denied =
        "<ErrorResponse><Error><Code>AccessDenied</Code><Message>No.</Message></Error>"
            + "</ErrorResponse>";
    try (var sts = StubServer.start(_ -> StubServer.answer(403, denied))) {
      var role =
          new AssumeRole(
              KEYS,
              "arn:aws:iam::123456789012:role/logs",
              "s",
              Optional.empty(),
              Optional.empty(),
              Optional.of(sts.endpoint()));
      assertThatThrownBy(() -> resolve(role))
          .isInstanceOfSatisfying(
              SdkException.class,
              e -> assertThat(S3Faults.judge(e).kind()).isEqualTo(S3Verdict.Kind.REFUSED));
    }
  }

  private static WebIdentity webIdentity(Path token, StubServer sts) {
    return new WebIdentity(
        "arn:aws:iam::123456789012:role/logs",
        "session",
        token,
        Optional.empty(),
        Optional.of(sts.endpoint()));
  }

  private static AwsCredentialsIdentity resolve(S3Credentials credentials) {
    try (var identity = new S3Identity(credentials, () -> "us-east-1")) {
      return identity.resolve();
    }
  }

  private static String assumed(String action) {
    return """
    <%1$sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><%1$sResult><Credentials>
    <AccessKeyId>assumed</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
    <SessionToken>t</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration>
    </Credentials></%1$sResult></%1$sResponse>
    """
        .formatted(action);
  }
}
