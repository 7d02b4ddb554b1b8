package io.runtimeagent.ship.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogPathTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b.log", ".a", "..a/b", "a/...", "a../b", "a/.b/c", "a b/#?%+"})
  void names_makeAPath(String value) {
    assertThat(new LogPath(value).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/a", "a/", "a//b", ".", "..", "./a", "../a", "a/.", "a/..", "a/../b"})
  void pathThatMayLeaveTheFolder_isRefused(String value) {
    assertThatThrownBy(() -> new LogPath(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + value + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "a\0b", "a/b\0"})
  void nameThatNoFileCanHave_isRefused(String value) {
    assertThatThrownBy(() -> new LogPath(value)).isInstanceOf(IllegalArgumentException.class);
  }
}
