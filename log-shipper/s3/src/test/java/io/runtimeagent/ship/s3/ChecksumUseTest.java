package io.runtimeagent.ship.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.s3.ChecksumUse.Checksum;
import io.runtimeagent.ship.store.StoredObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ChecksumUseTest {
  private static final S3Write STORED =
      new S3Write.Stored(new StoredObject("tag", 1, Optional.empty()));
  private static final S3Write REFUSED =
      new S3Write.Failed(
          new S3Verdict(
              S3Verdict.Kind.REJECTED, 400, "InvalidArgument", Duration.ZERO, "no checksum"));

  private final ChecksumUse use =
      new ChecksumUse(List.of(Checksum.OBJECT, Checksum.BODY, Checksum.NONE));
  private final List<Checksum> tried = new ArrayList<>();

  @Test
  void refusedWrite_isTriedWithWeakerChecksums() {
    assertThat(use.write(takes(Checksum.NONE))).isEqualTo(STORED);
    assertThat(use.write(takes(Checksum.NONE))).isEqualTo(STORED);
    assertThat(tried).containsExactly(Checksum.OBJECT, Checksum.BODY, Checksum.NONE, Checksum.NONE);
  }

  @Test
  void settledWay_isNotWeakened() {
    assertThat(use.write(takes(Checksum.BODY))).isEqualTo(STORED);
    assertThat(use.write(takes(Checksum.NONE))).isEqualTo(REFUSED);
    assertThat(tried).containsExactly(Checksum.OBJECT, Checksum.BODY, Checksum.BODY);
  }

  @Test
  void writeThatBeganBeforeAnotherFoundTheWay_takesThatWay() {
    S3Write write =
        use.write(
            checksum -> {
              if (checksum == Checksum.OBJECT) {
                assertThat(use.write(takes(Checksum.NONE))).isEqualTo(STORED);
                return REFUSED;
              }
              return takes(Checksum.NONE).apply(checksum);
            });
    assertThat(write).isEqualTo(STORED);
    assertThat(tried).containsExactly(Checksum.OBJECT, Checksum.BODY, Checksum.NONE, Checksum.NONE);
  }

  private Function<Checksum, S3Write> takes(Checksum only) {
    return checksum -> {
      tried.add(checksum);
      return checksum == only ? STORED : REFUSED;
    };
  }
}
