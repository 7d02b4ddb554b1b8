package io.runtimeagent.ship.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.s3.http.StubServer;
import io.runtimeagent.ship.s3.http.StubServer.Reply;
import io.runtimeagent.ship.store.OldVersions;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class S3VersioningTest {
  private static final String OPEN =
      "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">";
  private static final String CLOSE = "</VersioningConfiguration>";

  @Test
  void versioning_isToldAsItIs() throws IOException {
    assertThat(asked(OPEN + "<Status>Enabled</Status>" + CLOSE))
        .isEqualTo(new OldVersions.Kept("bucket versioning"));
    assertThat(asked(OPEN + "<Status>Suspended</Status>" + CLOSE))
        .isEqualTo(new OldVersions.Dropped());
    assertThat(asked(OPEN + CLOSE)).isEqualTo(new OldVersions.Dropped());
  }

  @Test
  void answerThatMakesNoSense_isUnknown() throws IOException {
    assertThat(asked("<html/>")).isInstanceOf(OldVersions.Unknown.class);
    assertThat(asked("{}")).isInstanceOf(OldVersions.Unknown.class);
    assertThat(asked("")).isInstanceOf(OldVersions.Unknown.class);
  }

  @Test
  void withoutPermission_itIsUnknownAndSaysWhy() throws IOException {
    assertThat(asked(StubBucket.error(403, "AccessDenied")))
        .isInstanceOfSatisfying(
            OldVersions.Unknown.class,
            unknown -> assertThat(unknown.reason()).contains("AccessDenied"));
  }

  private static OldVersions asked(String body) throws IOException {
    return asked(StubServer.answer(200, body));
  }

  private static OldVersions asked(Reply reply) throws IOException {
    try (var server = StubServer.start(_ -> reply);
        var store = StubBucket.open(server)) {
      OldVersions told = store.oldVersions();
      assertThat(server.asked().getFirst().target()).endsWith("?versioning=");
      return told;
    }
  }
}
