package io.runtimeagent.ship.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.store.OldVersions;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class GcsKeepingTest {
  @Test
  void keeping_isToldAsItIs() throws IOException {
    assertThat(asked(200, "{}")).isEqualTo(new OldVersions.Dropped());
    assertThat(
            asked(
                200,
                """
                {"versioning": {"enabled": false},
                 "softDeletePolicy": {"retentionDurationSeconds": "0"}}
                """))
        .isEqualTo(new OldVersions.Dropped());
    assertThat(
            asked(
                200,
                """
                {"versioning": {"enabled": true}, "softDeletePolicy": {
                 "effectiveTime": "2024-01-01T00:00:00Z", "retentionDurationSeconds": "604800"}}
                """))
        .isEqualTo(new OldVersions.Kept("object versioning and soft delete for 7 days"));
  }

  @Test
  void answerThatMakesNoSense_isUnknown() throws IOException {
    for (String body : new String[] {"[]", "<html>", "{\"versioning\": {\"enabled\": {}}}"}) {
      assertThat(asked(200, body)).as(body).isInstanceOf(OldVersions.Unknown.class);
    }
  }

  @Test
  void withoutPermission_itIsUnknownAndSaysWhy() throws IOException {
    assertThat(asked(403, "{\"error\": {\"code\": 403, \"message\": \"no storage.buckets.get\"}}"))
        .isInstanceOfSatisfying(
            OldVersions.Unknown.class,
            unknown -> assertThat(unknown.reason()).contains("no storage.buckets.get"));
  }

  private static OldVersions asked(int status, String body) throws IOException {
    try (var stub = StubGcs.start();
        var store = stub.reply(status, body).open()) {
      OldVersions told = store.oldVersions();
      assertThat(stub.requests().getFirst().uri().getPath()).isEqualTo("/storage/v1/b/logs");
      return told;
    }
  }
}
