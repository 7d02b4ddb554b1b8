package io.runtimeagent.ship.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.lock.FolderLock.Claim;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lock between this process, whose clock is told what time it is, and another one.
class FolderLockTest {
  private static final Duration STALE = Duration.ofSeconds(60);

  private final Path folder;
  private final FolderLock ours;
  private long nanos = 1;
  private @Nullable Process other;

  FolderLockTest(@TempDir Path folder) {
    this.folder = folder;
    this.ours = new FolderLock(folder, "ours", () -> nanos);
  }

  @AfterEach
  void end() throws IOException {
    ours.close();
    if (other != null) {
      other.destroyForcibly();
    }
  }

  @Test
  void freeFolder_isHeldAndTouched() throws IOException {
    assertThat(ours.claim()).isInstanceOf(Claim.Held.class);
    FileTime before = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    Files.setLastModifiedTime(file(), before);
    assertThat(ours.claim()).isInstanceOf(Claim.Held.class);
    assertThat(Files.getLastModifiedTime(file())).isGreaterThan(before);
    assertThat(file()).hasContent("ours");
  }

  @Test
  void heldFolder_isAnothers_untilItIsGivenUp() throws Exception {
    startOther();
    assertThat(otherClaims()).isEqualTo("Held");
    assertThat(ours.claim())
        .isInstanceOfSatisfying(
            Claim.Other.class, held -> assertThat(held.holder()).startsWith("holder "));
    process().outputWriter().close();
    assertThat(process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(ours.claim()).isInstanceOf(Claim.Held.class);
  }

  /// A process gives up its locks on a file when it closes any descriptor of that file.
  @Test
  void heldFolder_staysAnothers_whenItIsTouched() throws Exception {
    startOther();
    assertThat(otherClaims()).isEqualTo("Held");
    assertThat(otherClaims()).isEqualTo("Held");
    assertThat(ours.claim()).isInstanceOf(Claim.Other.class);
  }

  @Test
  void killedHolder_leavesItFreeAtOnce() throws Exception {
    startOther();
    assertThat(otherClaims()).isEqualTo("Held");
    process().destroyForcibly().waitFor();
    assertThat(ours.claim()).isInstanceOf(Claim.Held.class);
  }

  /// It still has the lock of the system, but has touched nothing for a minute.
  @Test
  void frozenHolder_isReplacedAfterAMinute_andStandsBackWhenItWakes() throws Exception {
    startOther();
    assertThat(otherClaims()).isEqualTo("Held");
    signal("STOP");
    assertThat(ours.claim()).isInstanceOf(Claim.Other.class);
    nanos += STALE.toNanos() - 1;
    assertThat(ours.claim()).isInstanceOf(Claim.Other.class);
    nanos += 1;
    assertThat(ours.claim()).isInstanceOf(Claim.TakenOver.class);
    assertThat(ours.claim()).isInstanceOf(Claim.Held.class);
    signal("CONT");
    assertThat(otherClaims()).isEqualTo("Other");
    assertThat(ours.claim()).isInstanceOf(Claim.Held.class);
    assertThat(otherClaims()).isEqualTo("Other");
  }

  /// What counts is that it is touched, not what its clock says.
  @Test
  void holderWhoseClockIsWrong_isNotReplaced() throws Exception {
    startOther();
    assertThat(otherClaims()).isEqualTo("Held");
    for (int hour = 0; hour < 5; hour++) {
      Instant wrong = Instant.parse("2031-01-01T00:00:00Z").minus(Duration.ofHours(hour));
      Files.setLastModifiedTime(file(), FileTime.from(wrong));
      nanos += Duration.ofSeconds(50).toNanos();
      assertThat(ours.claim()).isInstanceOf(Claim.Other.class);
    }
  }

  @Test
  void fileThatSomebodyDeleted_isMadeAgain() throws IOException {
    assertThat(ours.claim()).isInstanceOf(Claim.Held.class);
    Files.delete(file());
    assertThat(ours.claim()).isInstanceOf(Claim.Held.class);
    assertThat(file()).hasContent("ours");
  }

  /// Two who hold two files of one name would both ship.
  @Test
  void fileThatSomebodyReplaced_isTheOthers() throws Exception {
    assertThat(ours.claim()).isInstanceOf(Claim.Held.class);
    Files.delete(file());
    startOther();
    assertThat(otherClaims()).isEqualTo("Held");
    assertThat(ours.claim()).isInstanceOf(Claim.Other.class);
  }

  @Test
  void folderThatTakesNoFile_isUnlockable() throws IOException {
    Files.createDirectory(file());
    assertThat(ours.claim())
        .isInstanceOfSatisfying(
            Claim.Unlockable.class,
            no -> assertThat(no.reason()).contains("FileSystemException", FolderLock.NAME));
  }

  @Test
  void linkInTheLocksPlace_isNotFollowed() throws IOException {
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "precious");
    Files.createSymbolicLink(file(), elsewhere);
    assertThat(ours.claim()).isInstanceOf(Claim.Unlockable.class);
    assertThat(elsewhere).hasContent("precious");
  }

  private Path file() {
    return folder.resolve(FolderLock.NAME);
  }

  private void startOther() throws IOException {
    other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
  }

  private Process process() {
    if (other == null) {
      throw new IllegalStateException("Nobody else was started.");
    }
    return other;
  }

  private String otherClaims() throws IOException {
    process().outputWriter(StandardCharsets.UTF_8).write("claim\n");
    process().outputWriter(StandardCharsets.UTF_8).flush();
    BufferedReader said = process().inputReader(StandardCharsets.UTF_8);
    return String.valueOf(said.readLine());
  }

  private void signal(String name) throws Exception {
    String pid = Long.toString(process().pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }
}
