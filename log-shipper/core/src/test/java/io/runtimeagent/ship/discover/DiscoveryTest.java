package io.runtimeagent.ship.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.ship.event.ShipEvent.UnshippedReason;
import io.runtimeagent.ship.log.LogAttributes;
import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest implements DiscoveryListener {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Set<String> found = ConcurrentHashMap.newKeySet();
  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private final Set<String> unusable = ConcurrentHashMap.newKeySet();

  private volatile boolean failing;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  Path root;

  @SuppressWarnings("NullAway.Init") // beforeEach sets it.
  private Discovery discovery;

  @BeforeEach
  void discover() {
    var filter = new LogFilter(List.of("**/*.log"), List.of());
    discovery = new Discovery(root, filter, this, _ -> {});
  }

  @AfterEach
  void close() throws IOException {
    discovery.close();
  }

  @Override
  public void found(LogFilter.Part part, LogAttributes attributes) {
    found.add(part.log() + ":" + attributes.size());
  }

  @Override
  public void changed(LogFilter.Part part) {
    if (failing) {
      throw new IllegalStateException("a bug");
    }
    changed.add(part.log().value());
  }

  @Override
  public void unusable(LogPath path, UnshippedReason reason, String detail) {
    unusable.add(path + ":" + reason);
  }

  @Test
  void walk_findsLogsAndNothingElse() throws Exception {
    write("dag/run/1.log", "12345");
    write("scheduler/latest/x.log", "component");
    write("dag/.hidden.log", "x");
    Files.createDirectories(root.resolve("dag/folder.log"));
    fifo("dag/pipe.log");
    Files.createSymbolicLink(root.resolve("dag/link.log"), root.resolve("dag/run/1.log"));
    Files.createSymbolicLink(root.resolve("linked"), root.resolve("dag"));
    discovery.walk();
    assertThat(found).containsExactly("dag/run/1.log:5");
    assertThat(unusable).containsExactly("dag/link.log:SYMLINK");
  }

  @Test
  void walk_ofAFolderThatIsNotThere_fails() throws IOException {
    Files.delete(root);
    assertThatThrownBy(discovery::walk).isInstanceOf(IOException.class);
    Files.createDirectory(root);
  }

  @Test
  void watching_tellsOfFilesInFoldersThatComeTogether() throws Exception {
    assertThat(discovery.startWatching()).isTrue();
    discovery.walk();
    Thread watcher = Thread.ofVirtual().start(this::watch);
    for (int run = 0; run < 50; run++) {
      write("dag/run" + run + "/task/1.log", "x");
    }
    for (int run = 0; run < 50; run++) {
      String log = "dag/run" + run + "/task/1.log";
      Await.until(
          LONG,
          log,
          () -> changed.contains(log) || found.stream().anyMatch(f -> f.startsWith(log)));
    }
    write("dag/run7/task/1.log", "more");
    Await.until(LONG, "the change", () -> changed.contains("dag/run7/task/1.log"));
    discovery.close();
    watcher.join();
    assertThat(discovery.watching()).isFalse();
  }

  @Test
  void watching_goesOnUnderTheNameThatAFolderHas_whenItsNameIsTradedBackAndForth()
      throws Exception {
    write("dag/a/1.log", "x");
    write("dag/b/1.log", "x");
    assertThat(discovery.startWatching()).isTrue();
    discovery.walk();
    Thread watcher = Thread.ofVirtual().start(this::watch);
    for (int turn = 0; turn < 3; turn++) {
      rename("dag/a", "dag/c");
      rename("dag/b", "dag/a");
      rename("dag/c", "dag/b");
      discovery.walk();
      changed.clear();
      write("dag/a/1.log", "more" + turn);
      Await.until(LONG, "the change of a", () -> changed.contains("dag/a/1.log"));
      write("dag/b/1.log", "more" + turn);
      Await.until(LONG, "the change of b", () -> changed.contains("dag/b/1.log"));
    }
    discovery.close();
    watcher.join();
  }

  @Test
  void watching_beginsAnew_whenAFolderIsDeletedAndComesBackBetweenWalks() throws Exception {
    assertThat(discovery.startWatching()).isTrue();
    write("dag/a/1.log", "x");
    discovery.walk();
    Thread watcher = Thread.ofVirtual().start(this::watch);
    for (int turn = 0; turn < 20; turn++) {
      Files.delete(root.resolve("dag/a/1.log"));
      Files.delete(root.resolve("dag/a"));
      Files.createDirectory(root.resolve("dag/a"));
      discovery.walk();
      write("dag/a/1.log", "turn" + turn);
      String now = "dag/a/1.log:" + ("turn" + turn).length();
      Await.until(LONG, "it", () -> found.contains(now) || changed.contains("dag/a/1.log"));
      found.clear();
      changed.clear();
    }
    discovery.close();
    watcher.join();
  }

  @Test
  void watching_isGivenUp_whenItsListenerFails() throws Exception {
    assertThat(discovery.startWatching()).isTrue();
    discovery.walk();
    failing = true;
    write("1.log", "x");
    discovery.awaitChanges();
    assertThat(discovery.watching()).isFalse();
  }

  @Test
  void watching_doesNotFollowALinkToAFolder() throws Exception {
    Path outside = Files.createTempDirectory("outside");
    Files.writeString(outside.resolve("secret.log"), "x");
    assertThat(discovery.startWatching()).isTrue();
    discovery.walk();
    Thread watcher = Thread.ofVirtual().start(this::watch);
    Files.createSymbolicLink(root.resolve("linked"), outside);
    write("last.log", "x");
    Await.until(LONG, "the last file", () -> changed.contains("last.log"));
    discovery.close();
    watcher.join();
    assertThat(found).noneMatch(f -> f.contains("secret"));
    assertThat(changed).noneMatch(f -> f.contains("secret"));
    Files.delete(outside.resolve("secret.log"));
    Files.delete(outside);
  }

  @Test
  void replaced_tellsOfAnotherFolderInItsPlace() throws IOException {
    assertThat(discovery.replaced()).isTrue();
    assertThat(discovery.replaced()).isFalse();
    Path moved = root.resolveSibling(root.getFileName() + "-moved");
    Files.move(root, moved);
    assertThat(discovery.replaced()).isFalse();
    Files.createDirectory(root);
    assertThat(discovery.replaced()).isTrue();
    Files.delete(moved);
  }

  private void watch() {
    try {
      discovery.awaitChanges();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void rename(String from, String to) throws IOException {
    Files.move(root.resolve(from), root.resolve(to));
  }

  private void fifo(String name) throws Exception {
    assertThat(new ProcessBuilder("mkfifo", root.resolve(name).toString()).start().waitFor())
        .isZero();
  }
}
