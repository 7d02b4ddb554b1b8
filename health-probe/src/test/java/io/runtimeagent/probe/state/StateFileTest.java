package io.runtimeagent.probe.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonObject;
import io.runtimeagent.probe.state.StateFile.Stored;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {
  private final Path folder;
  private final StateFile file;

  StateFileTest(@TempDir Path temporary) {
    folder = temporary.resolve("state");
    file = new StateFile(folder, "x.json", 2);
  }

  private Path path() {
    return folder.resolve("x.json");
  }

  private Path aside() {
    return folder.resolve("x.json.set-aside");
  }

  @Test
  void state_isReadAsItWasWritten() throws IOException {
    file.write(new JsonObject().put("name", "é\n\"x\""));
    assertThat(file.read())
        .isInstanceOfSatisfying(
            Stored.Found.class,
            found -> assertThat(found.state().text("name")).isEqualTo("é\n\"x\""));
    file.write(new JsonObject().put("name", "second"));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(path());
    }
  }

  @Test
  void stateThatIsNotThere_isAbsent() {
    assertThat(file.read()).isEqualTo(new Stored.Absent());
  }

  @Test
  void olderVersion_isFound() throws IOException {
    new StateFile(folder, "x.json", 1).write(new JsonObject());
    assertThat(file.read()).isInstanceOf(Stored.Found.class);
  }

  @Test
  void newerVersion_isSetAside() throws IOException {
    new StateFile(folder, "x.json", 3).write(new JsonObject().put("new", "field"));
    String before = Files.readString(path());
    assertThat(words()).contains("version is 3, known is 2");
    assertThat(path()).doesNotExist();
    assertThat(aside()).hasContent(before);
    assertThat(file.read()).isEqualTo(new Stored.Absent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "  \n", "[]", "null", "{\"version\":2", "{}", "{\"version\":\"2\"}", "\0\0"})
  void whatIsNoState_isSetAside(String text) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8));
    assertThat(words()).contains("x.json cannot be used", "x.json.set-aside");
    assertThat(aside()).hasContent(text);
  }

  @Test
  void everyTornState_isSetAside() throws IOException {
    file.write(new JsonObject().put("some", "text").put("more", 12));
    byte[] whole = Files.readAllBytes(path());
    for (int length = 0; length < whole.length; length++) {
      write(Arrays.copyOf(whole, length));
      assertThat(file.read()).as("%d bytes", length).isInstanceOf(Stored.SetAside.class);
    }
  }

  @Test
  void bytesThatAreNoText_areSetAside() throws IOException {
    write(new byte[] {(byte) 0xff, (byte) 0xfe, 0x7b});
    assertThat(words()).contains("cannot be read");
  }

  @Test
  void tooLarge_isSetAside() throws IOException {
    write(new byte[5 << 20]);
    assertThat(words()).contains("larger");
  }

  @Test
  void folderThatCannotBe_isAFailure() throws IOException {
    Files.writeString(folder, "a file");
    assertThatThrownBy(() -> file.write(new JsonObject())).isInstanceOf(IOException.class);
  }

  @Test
  void failedWrite_leavesWhatWas() throws IOException {
    file.write(new JsonObject().put("name", "old"));
    Path blocked = folder.resolve("x.json." + ProcessHandle.current().pid() + ".new");
    Files.createDirectory(blocked);
    assertThatThrownBy(() -> file.write(new JsonObject().put("name", "new")))
        .isInstanceOf(IOException.class);
    assertThat(file.read())
        .isInstanceOfSatisfying(
            Stored.Found.class,
            found -> assertThat(found.state().get("name")).isEqualTo(new Json.Str("old")));
  }

  private void write(byte[] bytes) throws IOException {
    Files.createDirectories(folder);
    Files.write(path(), bytes);
  }

  private String words() {
    return file.read() instanceof Stored.SetAside(String words) ? words : "";
  }
}
