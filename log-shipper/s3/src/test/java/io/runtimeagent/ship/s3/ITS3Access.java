package io.runtimeagent.ship.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.s3.S3Credentials.StaticKeys;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.Samples;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.StoredObject;
import io.runtimeagent.ship.store.WriteOutcome;
import io.runtimeagent.ship.testing.MinioServer;
import io.runtimeagent.ship.testing.WithServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/// Who may do what, as a real server has it.
@WithServer(MinioServer.class)
class ITS3Access {
  private static final byte[] BYTES = Samples.bytes(1_000, 1);
  private static final Content CONTENT = Content.of(BYTES);
  private static final ObjectRecord RECORD = Samples.record(BYTES);

  private final MinioServer server;
  private final MinioBucket bucket;
  private final ObjectKey key = new ObjectKey("access/" + UUID.randomUUID() + "/1.log");

  ITS3Access(MinioServer server) {
    this.server = server;
    this.bucket = new MinioBucket(server, "access");
  }

  @BeforeEach
  void createBucket() {
    bucket.createIfAbsent();
  }

  /// S3 says "forbidden" of an absent object to those who may not list, MinIO to those who may not
  /// read: the create decides.
  @Test
  void withoutPermissionToLook_theConditionalCreateDecides() {
    try (var store = openAs(restricted("s3:PutObject"))) {
      assertThat(store.inspect(key)).isInstanceOf(Inspection.PerhapsAbsent.class);
      assertThat(store.create(key, CONTENT, RECORD)).isInstanceOf(WriteOutcome.Committed.class);
      assertThat(store.inspect(key)).isInstanceOf(Inspection.PerhapsAbsent.class);
      assertThat(store.create(key, CONTENT, RECORD)).isInstanceOf(WriteOutcome.Conflict.class);
      assertThatThrownBy(() -> store.list("access/", _ -> true))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.failure()).isInstanceOf(StoreFailure.Refused.class));
    }
  }

  @Test
  void withoutWritePermission_writesAreRefused() {
    StoredObject object;
    try (var store = bucket.open()) {
      object = ((WriteOutcome.Committed) store.create(key, CONTENT, RECORD)).object();
    }
    try (var store = openAs(restricted("s3:GetObject", "s3:ListBucket"))) {
      assertThat(store.create(new ObjectKey(key + "x"), CONTENT, RECORD))
          .isInstanceOf(WriteOutcome.Refused.class);
      assertThat(store.append(key, Samples.withWhole(object, BYTES, BYTES)))
          .isInstanceOf(WriteOutcome.Refused.class);
    }
  }

  /// A refusal has to be heard even when the server does not read what is being sent.
  @Test
  void withoutWritePermission_aLongBodyIsRefusedToo() {
    byte[] bytes = Samples.bytes(40_000_000, 1);
    try (var store = openAs(restricted("s3:GetObject", "s3:ListBucket"))) {
      assertThat(store.create(key, Content.of(bytes), Samples.record(bytes)))
          .isInstanceOf(WriteOutcome.Refused.class);
    }
  }

  @Test
  void wrongKeys_areRefusedAndSaidSo() {
    var unknown = new StaticKeys("nobody", "secret", Optional.empty());
    var mistyped = new StaticKeys(server.accessKey(), "secret", Optional.empty());
    for (StaticKeys keys : new StaticKeys[] {unknown, mistyped}) {
      try (var store = openAs(keys)) {
        assertThat(store.create(key, CONTENT, RECORD))
            .isInstanceOfSatisfying(
                WriteOutcome.Refused.class,
                refused -> assertThat(refused.reason()).doesNotContain("secret"));
        assertThat(store.inspect(key))
            .isInstanceOfSatisfying(
                Inspection.Failed.class,
                failed -> assertThat(failed.failure()).isInstanceOf(StoreFailure.Refused.class));
      }
    }
  }

  @Test
  void bucketThatIsMissing_isRefusedUntilItIsThere() {
    var missing = new MinioBucket(server, "later-" + UUID.randomUUID());
    try (var store = missing.open()) {
      assertThat(store.create(key, CONTENT, RECORD))
          .isInstanceOfSatisfying(
              WriteOutcome.Refused.class,
              refused -> assertThat(refused.reason()).contains("NoSuchBucket"));
      missing.createIfAbsent();
      assertThat(store.create(key, CONTENT, RECORD)).isInstanceOf(WriteOutcome.Committed.class);
    }
  }

  @Test
  void regionThatIsWrong_isFoundOut() {
    S3Settings settings = bucket.settings();
    URI endpoint = settings.endpoint().orElseThrow();
    try (var store = bucket.open(settings.at(endpoint, "eu-west-1"), RequestListener.NOOP)) {
      assertThat(store.create(key, CONTENT, RECORD)).isInstanceOf(WriteOutcome.Committed.class);
    }
  }

  @Test
  void role_isAssumedAtTheServer() {
    var role =
        new S3Credentials.AssumeRole(
            new StaticKeys(server.accessKey(), server.secretKey(), Optional.empty()),
            "arn:minio:iam:::role/any",
            "test",
            Optional.empty(),
            Optional.empty(),
            Optional.of(server.endpoint()));
    try (var store = openAs(role)) {
      assertThat(store.create(key, CONTENT, RECORD)).isInstanceOf(WriteOutcome.Committed.class);
    }
  }

  /// The keys of a credentials file are read again when the file changes.
  @Test
  void keysInAFile_areCorrectedWithoutARestart(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("credentials");
    Files.writeString(file, profile("wrong"));
    String before = System.setProperty("aws.sharedCredentialsFile", file.toString());
    try (var store = openAs(new S3Credentials.Profile("logs"))) {
      assertThat(store.create(key, CONTENT, RECORD)).isInstanceOf(WriteOutcome.Refused.class);
    }
    Files.writeString(file, profile(server.secretKey()));
    try (var store = openAs(new S3Credentials.Profile("logs"))) {
      assertThat(store.create(key, CONTENT, RECORD)).isInstanceOf(WriteOutcome.Committed.class);
    } finally {
      System.clearProperty("aws.sharedCredentialsFile");
      assertThat(before).isNull();
    }
  }

  private String profile(String secret) {
    return """
    [logs]
    aws_access_key_id = %s
    aws_secret_access_key = %s
    """
        .formatted(server.accessKey(), secret);
  }

  private S3Store openAs(S3Credentials credentials) {
    S3Settings all = bucket.settings();
    S3Settings settings =
        S3Settings.of(bucket.name(), credentials)
            .at(all.endpoint().orElseThrow(), all.region().orElseThrow());
    return bucket.open(settings, RequestListener.NOOP);
  }

  /// Keys of a session that may do nothing else in the bucket.
  private StaticKeys restricted(String... actions) {
    String policy =
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["%s"],
        "Resource": ["arn:aws:s3:::access", "arn:aws:s3:::access/*"]}]}
        """
            .formatted(String.join("\", \"", actions));
    try (StsClient sts =
        StsClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.of(MinioServer.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      Credentials keys =
          sts.assumeRole(
                  request ->
                      request
                          .roleArn("arn:minio:iam:::role/any")
                          .roleSessionName("restricted")
                          .policy(policy))
              .credentials();
      return new StaticKeys(
          keys.accessKeyId(), keys.secretAccessKey(), Optional.of(keys.sessionToken()));
    }
  }
}
