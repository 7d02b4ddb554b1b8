package io.runtimeagent.agent.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeTagTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8.1.0-base | legacy | 8.1.0 | base",
        "quay.io/astronomer/astro-runtime:11.0.0-python-3.11-slim-base"
            + " | legacy | 11.0.0 | python 3.11, slim, base",
        "3.0-1 | V3 | 3.0-1 | ''",
        "3.0.1 | legacy | 3.0.1 | ''",
        "3.1-14-ubi9-python-3.11 | V3 | 3.1-14 | ubi9, python 3.11",
        "3.1-1-python-3.12-astro-agent-1.1.0-base"
            + " | V3 | 3.1-1 | python 3.12, agent 1.1.0, base",
        "3.1-1-ubi9-python-3.12-astro-agent-1.1.0"
            + " | V3 | 3.1-1 | ubi9, python 3.12, agent 1.1.0",
        "3.0-1-nightly20250220 | V3 | 3.0-1 | pre",
        "3.0-1-nightly20250220-base | V3 | 3.0-1 | pre, base",
        "3.1-1.rc1 | V3 | 3.1-1 | pre",
        "12.0.0-rc1 | legacy | 12.0.0 | pre",
        "12.0.0-rc.1-slim | legacy | 12.0.0 | pre, slim",
        "v12.1.1 | legacy | 12.1.1 | ''",
        "' 12.1.1 ' | legacy | 12.1.1 | ''",
        "6.0 | floating | 6.0 | ''",
        "3 | floating | 3 | ''",
        "3.1-base | floating | 3.1 | base",
        "2.10-12 | V3 | 2.10-12 | ''",
        "localhost:5000/runtime:3.1-14 | V3 | 3.1-14 | ''",
        "quay.io/astronomer/astro-runtime:8.1.0@sha256:0123abcd | legacy | 8.1.0 | ''",
        "astro-runtime:8.1.0 | legacy | 8.1.0 | ''",
      })
  void tag_isRead(String text, String line, String version, String variants) {
    RuntimeTag tag = RuntimeTag.parse(text);
    assertThat(version(text).line().label()).isEqualTo(line);
    assertThat(version(text).text()).isEqualTo(version);
    assertThat(String.join(", ", tag.variants())).isEqualTo(variants);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "latest",
        "invalid",
        "deploy-2023-11-06T14-00",
        "cli-1",
        "9fceb02d0ae598e95dc970b74767f19372d61af8",
        "8.1.0.0",
        "08.1.0",
        "8.1.0+build",
        "2.4.3+astro.6",
        "12.1.None",
        "99999999999999999999.0.0",
        "localhost:5000/runtime",
        "quay.io/astronomer/astro-runtime",
        "sha256:0123abcd",
        "١.٢.٣",
        "8.1.0\n9",
        "-",
        ":",
        "@",
        "8.1.",
        "8..1",
        "3.0-",
      })
  void otherTexts_haveNoVersion(String text) {
    assertThat(RuntimeTag.parse(text)).isEqualTo(RuntimeTag.none());
  }

  @Test
  void anyText_isReadQuickly() {
    long seed = System.nanoTime();
    System.getLogger("test").log(System.Logger.Level.INFO, "seed {0}", Long.toString(seed));
    RandomGenerator random = RandomGeneratorFactory.getDefault().create(seed);
    String parts = "0123456789.-:@/v bapytcslimurorc";
    for (int i = 0; i < 20_000; i++) {
      String text =
          random
              .ints(random.nextInt(40), 0, parts.length())
              .mapToObj(at -> parts.substring(at, at + 1))
              .collect(Collectors.joining());
      assertThat(RuntimeTag.parse(text).variants()).as("%s, seed %d", text, seed).isNotNull();
    }
    assertThat(RuntimeTag.parse("3.0-1" + "-base".repeat(5_000))).isEqualTo(RuntimeTag.none());
    assertThat(RuntimeTag.parse("3.0-1-" + "a-".repeat(240)).version()).isNull();
    assertThat(RuntimeTag.parse("3.0-1-" + "a.".repeat(240) + "!").version()).isNull();
  }

  @Test
  void versions_areOrdered() {
    List<String> ascending =
        List.of(
            "latest",
            "3",
            "5.0",
            "3.0.1",
            "8.0.0",
            "8.1.0-rc1",
            "8.1.0",
            "10.0.0-1",
            "10.0.0-2",
            "10.0.0-10",
            "10.0.0-rc",
            "10.0.0-rc.1",
            "10.0.0-rc.1.1",
            "10.0.0",
            "12.1.1",
            "3.0-1-nightly20250220",
            "3.0-1",
            "3.0-7",
            "3.0-10",
            "3.1-1");
    for (int i = 0; i < ascending.size(); i++) {
      for (int j = 0; j < ascending.size(); j++) {
        assertThat(compare(ascending.get(i), ascending.get(j)))
            .as("%s, %s", ascending.get(i), ascending.get(j))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @Test
  void textsWithoutVersion_areEqualToEachOther() {
    assertThat(compare("latest", "invalid")).isZero();
  }

  private static int compare(String one, String other) {
    return Integer.signum(
        RuntimeTag.BY_VERSION.compare(RuntimeTag.parse(one), RuntimeTag.parse(other)));
  }

  private static RuntimeVersion version(String text) {
    return Objects.requireNonNull(RuntimeTag.parse(text).version(), text);
  }
}
