package io.runtimeagent.ship.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFolderTest {
  private static final LogPath LOG = new LogPath("dag/run/1.log");

  private final Path root;
  private final Path outside;
  private final LogFolder folder;

  LogFolderTest(@TempDir Path temp) throws IOException {
    this.root = Files.createDirectories(temp.resolve("logs"));
    this.outside = Files.createDirectories(temp.resolve("outside/run"));
    this.folder = new LogFolder(root);
    Files.createDirectories(root.resolve("dag/run"));
    Files.writeString(root.resolve(LOG.value()), "public");
    Files.writeString(outside.resolve("1.log"), "secret");
  }

  @Test
  void log_isOpened() throws IOException {
    assertThat(text()).isEqualTo("public");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x.log", "a/../x.log", "/x.log", "a//x.log", "./x.log", "", "a/\0.log"})
  void pathThatLeavesTheFolder_cannotBeMade(String path) {
    assertThatThrownBy(() -> new LogPath(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dag", "dag/run", "dag/run/1.log"})
  void linkInAnyComponent_isRefused(String component) throws IOException {
    Path link = root.resolve(component);
    Path moved = outside.resolveSibling("moved");
    Files.move(link, moved);
    Files.createSymbolicLink(link, moved);
    assertThat(folder.open(LOG)).isInstanceOf(Opening.Linked.class);
    assertThat(folder.look(LOG).isPresent()).isEqualTo(!component.endsWith(".log"));
  }

  /// Somebody swaps a folder for a link again and again while we open the log.
  @Test
  void linkSwappedInWhileWeLook_isNeverFollowed() throws Exception {
    var stop = new AtomicBoolean();
    Path dag = root.resolve("dag");
    Path kept = root.resolve("kept");
    Path link = root.resolve("link");
    Thread swapper =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    while (!stop.get()) {
                      Files.move(dag, kept);
                      Files.createSymbolicLink(link, outside.getParent());
                      Files.move(link, dag, StandardCopyOption.ATOMIC_MOVE);
                      Files.delete(dag);
                      Files.move(kept, dag);
                    }
                  } catch (IOException e) {
                    stop.set(true);
                  }
                });
    int opened = 0;
    for (int i = 0; i < 20_000; i++) {
      if (folder.open(LOG) instanceof Opening.Opened(LogFile file)) {
        opened++;
        byte[] bytes = new byte[6];
        file.readFully(0, bytes, 6);
        file.close();
        assertThat(bytes).asString().isEqualTo("public");
      }
    }
    assertThat(stop).isFalse();
    stop.set(true);
    swapper.join();
    assertThat(opened).isPositive();
  }

  @Test
  void folderNamedLikeALog_isNone() throws IOException {
    Files.delete(root.resolve(LOG.value()));
    Files.createDirectory(root.resolve(LOG.value()));
    assertThat(folder.open(LOG)).isInstanceOf(Opening.NotRegular.class);
    assertThat(folder.look(LOG)).isEmpty();
  }

  @Test
  void fifo_isNotOpened() throws Exception {
    Files.delete(root.resolve(LOG.value()));
    String path = root.resolve(LOG.value()).toString();
    assertThat(new ProcessBuilder("mkfifo", path).start().waitFor()).isZero();
    assertThat(folder.open(LOG)).isInstanceOf(Opening.NotRegular.class);
  }

  @Test
  void folderReachedThroughALink_isTheOperatorsWord() throws IOException {
    Path link = root.resolveSibling("link");
    Files.createSymbolicLink(link, root);
    assertThat(new LogFolder(link).open(LOG)).isInstanceOf(Opening.Opened.class);
  }

  @Test
  void absentLog_isGone() {
    assertThat(folder.open(new LogPath("dag/none/1.log"))).isInstanceOf(Opening.Gone.class);
    assertThat(folder.open(new LogPath("dag/run/1.log/x.log"))).isInstanceOf(Opening.Gone.class);
  }

  private String text() throws IOException {
    if (folder.open(LOG) instanceof Opening.Opened(LogFile file)) {
      byte[] bytes = new byte[(int) file.size()];
      file.readFully(0, bytes, bytes.length);
      file.close();
      return new String(bytes, java.nio.charset.StandardCharsets.US_ASCII);
    }
    return "not opened";
  }
}
