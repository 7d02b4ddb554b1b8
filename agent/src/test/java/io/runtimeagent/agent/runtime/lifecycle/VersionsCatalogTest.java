package io.runtimeagent.agent.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.runtime.lifecycle.Lifecycle.Source;
import io.runtimeagent.agent.runtime.lifecycle.VersionsCatalog.Knowledge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsCatalogTest {
  private static final LocalDate DAY = LocalDate.parse("2025-06-15");
  private static final String LIST =
      """
      {"runtimeVersions": {
        "4.0.2": {"metadata": {"releaseDate": "2021-11-01", "channel": "stable"}},
        "4.0.4": {"metadata": {"releaseDate": "2022-01-05", "channel": "stable"}},
        "12.1.1": {"metadata": {"airflowVersion": "2.10.2", "channel": "stable",
            "releaseDate": "2024-10-01", "endOfMaintenance": "2026-03-15",
            "defaultPythonVersion": "3.12", "pythonVersions": ["3.11", "3.12"]},
          "migrations": {"airflowDatabase": "true"}},
        "12.2.0": {"metadata": {"releaseDate": "2024-11-01", "endOfSupport": "2026-01-31",
            "endOfBasicSupport": "2026-06-30T00:00:00Z", "channel": "deprecated"}},
        "14.0.0": {"metadata": {"releaseDate": "2025-02-11"}},
        "14.1.0": {"metadata": {"releaseDate": "2025-06-16", "endOfMaintenance": "2030-01-31"}},
        "9.3.0": {"metadata": {"yanked": false}},
        "13.1.0": {"metadata": {"yanked": "true", "yankedReason": "It loses \\"data\\"."}},
        "13.2.0": {},
        "13.3.0": null,
        "13.4.0": {"metadata": {"releaseDate": 7, "endOfMaintenance": "soon", "x": [[{}]]}},
        "garbage": {"metadata": {}}},
      "runtimeVersionsV3": {
        "3.0-1": {"metadata": {"airflowVersion": "3.0.0", "releaseDate": "2025-04-22",
            "channel": "stable"}},
        "3.0-2": {"metadata": {"releaseDate": "2025-05-20", "channel": "stable"}},
        "3.0-3": {"metadata": {"releaseDate": "2025-06-01", "yanked": true}},
        "3.0-4-nightly20250601": {"metadata": {"releaseDate": "2025-06-01", "channel": "alpha"}},
        "3.1-1": {"metadata": {"releaseDate": "2025-06-10", "channel": "beta",
            "endOfMaintenance": "2027-06-30"}}},
      "other": [1, {"a": []}]}
      """;

  private final Path file;

  VersionsCatalogTest(@TempDir Path folder) {
    file = folder.resolve("versions.json");
  }

  @ParameterizedTest
  @CsvSource({
    "12.1.1, MAINTAINED, 2024-10-01, 2026-03-15, , FILE",
    "12.2.0, MAINTAINED, 2024-11-01, 2026-01-31, 2026-06-30, FILE",
    "12.3.0, MAINTAINED, 2024-08-16, 2026-02-28, 2027-02-28, EMBEDDED",
    "4.0.2, UNMAINTAINED, 2021-11-01, 2022-04-30, , EMBEDDED",
    "14.0.0, MAINTAINED, 2025-02-11, 2025-08-31, , RULE",
    "14.1.0, UNKNOWN, , , , ",
    "13.1.0, YANKED, 2025-05-20, 2026-11-30, 2027-11-30, EMBEDDED",
    "13.2.0, MAINTAINED, 2025-05-20, 2026-11-30, 2027-11-30, EMBEDDED",
    "13.3.0, MAINTAINED, 2025-05-20, 2026-11-30, 2027-11-30, EMBEDDED",
    "13.4.0, MAINTAINED, 2025-05-20, 2026-11-30, 2027-11-30, EMBEDDED",
    "3.0-1, MAINTAINED, 2025-04-22, 2027-04-30, 2027-10-31, RULE",
    "3.0-3, YANKED, 2025-06-01, 2027-06-30, 2027-12-31, RULE",
    "3.0-4-nightly20250601, UNKNOWN, 2025-06-01, , , FILE",
    "3.0-4, UNKNOWN, , , , ",
    "3.1-1, UNKNOWN, 2025-06-10, 2027-06-30, , FILE",
    "3.0.1, UNMAINTAINED, 2021-08-12, 2022-02-28, , EMBEDDED",
  })
  void file_isAskedBeforeTheTable(ArgumentsAccessor row) throws IOException {
    Lifecycle lifecycle = on(String.valueOf(row.get(0)));
    assertThat(lifecycle.status()).isEqualTo(row.get(1, LifecycleStatus.class));
    assertThat(lifecycle.dates())
        .isEqualTo(
            new LifecycleDates(
                row.get(2, LocalDate.class),
                row.get(3, LocalDate.class),
                row.get(4, LocalDate.class)));
    assertThat(lifecycle.origin().source()).isEqualTo(row.get(5, Source.class));
  }

  @Test
  void rowsOwnWords_areKept() throws IOException {
    Lifecycle yanked = on("13.1.0");
    assertThat(yanked.withdrawal().reason()).isEqualTo("It loses \"data\".");
    assertThat(LifecycleWords.sentence(yanked))
        .isEqualTo("Runtime 13.1.0 was withdrawn: It loses \"data\".");
    assertThat(on("9.3.0").withdrawal().yanked()).isFalse();
    assertThat(on("12.1.1").image().airflowVersion()).isEqualTo("2.10.2");
    assertThat(on("12.2.0").channel()).isEqualTo("deprecated");
    assertThat(on("3.0-1").origin().tableDate()).isEqualTo("2025-06-10");
  }

  @Test
  void latestPatch_isTheNewestOfItsPairThatIsOffered() throws IOException {
    assertThat(on("4.0.2").latestPatch()).isFalse();
    assertThat(on("4.0.4").latestPatch()).isTrue();
    assertThat(on("4.0.5").latestPatch()).isTrue();
    assertThat(on("4.1.0").latestPatch()).isNull();
    assertThat(on("3.0-1").latestPatch()).isFalse();
    assertThat(on("3.0-2").latestPatch()).isTrue();
    assertThat(on("3.0-4-nightly20250601").latestPatch()).isNull();
    assertThat(on("4.0").latestPatch()).isNull();
    assertThat(knowledge(LIST).calculator().on(LocalDate.parse("2022-01-10"), tag("4.0.2")))
        .satisfies(
            then -> {
              assertThat(then.status()).isEqualTo(LifecycleStatus.MAINTAINED);
              assertThat(then.latestPatch()).isFalse();
            });
    assertThat(
            knowledge(LIST)
                .calculator()
                .on(LocalDate.parse("2022-01-04"), tag("4.0.2"))
                .latestPatch())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | It is empty.",
        "{ | It is no such JSON",
        "[] | It lists no versions.",
        "7 | It lists no versions.",
        "{} | It lists no versions.",
        "{\"runtimeVersions\": []} | It lists no versions.",
        "{\"runtimeVersions\": {\"x\": {}}} | It lists no versions.",
        "{\"runtimeVersions\": {\"12.1.1\": {}}} trailing | It is no such JSON",
        "{\"runtimeVersions\": {\"12.1.1\": {\"metadata\": {\"releaseDate\": \"2999-01-01\"}}}}"
            + " | It is from the future",
        "<html>not found</html> | It is no such JSON",
      })
  void uselessFile_leavesTheEmbeddedTable_andSaysSo(String text, String why) throws IOException {
    assertRefused(knowledge(text), why);
  }

  @Test
  void hugeFile_isNotRead() throws IOException {
    assertRefused(knowledge("{" + " ".repeat(8 << 20) + LIST.substring(1)), "8 MiB or more");
    assertThat(knowledge("{" + " ".repeat(7 << 20) + LIST.substring(1)).trouble()).isEmpty();
  }

  @Test
  void endlessList_isNotKept() throws IOException {
    var text = new StringBuilder("{\"runtimeVersions\": {\"1.0.0\": {}");
    for (int i = 0; i < 50_000; i++) {
      text.append(",\"1.1.").append(i).append("\": {}");
    }
    assertRefused(knowledge(text.append("}}").toString()), "more than 10000 versions");
  }

  @Test
  void whatIsNoFile_isRefused() throws IOException {
    var catalog = new VersionsCatalog(file);
    assertRefused(catalog.on(DAY), "It is not there.");
    Files.createDirectory(file);
    assertRefused(catalog.on(DAY), "It is no file.");
  }

  @Test
  void changedFile_isReadAgain() throws IOException {
    var catalog = new VersionsCatalog(file);
    assertThat(catalog.on(DAY).fileInUse()).isFalse();
    Files.writeString(file, LIST);
    assertThat(catalog.on(DAY).fileInUse()).isTrue();
    assertThat(catalog.on(DAY)).isSameAs(catalog.on(DAY));
    Files.writeString(file, "{");
    assertRefused(catalog.on(DAY), "It is no such JSON");
  }

  @Test
  void futureRow_countsFromItsDay() throws IOException {
    Files.writeString(file, LIST);
    var catalog = new VersionsCatalog(file);
    LocalDate next = DAY.plusDays(1);
    assertThat(catalog.on(DAY).calculator().on(DAY, tag("14.1.0")).status())
        .isEqualTo(LifecycleStatus.UNKNOWN);
    assertThat(catalog.on(next).calculator().on(next, tag("14.1.0")).status())
        .isEqualTo(LifecycleStatus.MAINTAINED);
  }

  private void assertRefused(Knowledge knowledge, String why) {
    assertThat(knowledge.fileInUse()).isFalse();
    assertThat(knowledge.trouble().orElse("")).contains(file.toString(), "embedded table", why);
    assertThat(knowledge.calculator().on(DAY, tag("12.1.1")).origin().source())
        .isEqualTo(Source.EMBEDDED);
  }

  private Knowledge knowledge(String text) throws IOException {
    Files.writeString(file, text);
    return new VersionsCatalog(file).on(DAY);
  }

  private Lifecycle on(String version) throws IOException {
    return knowledge(LIST).calculator().on(DAY, tag(version));
  }

  private static RuntimeTag tag(String text) {
    return RuntimeTag.parse(text);
  }
}
