package io.runtimeagent.probe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The map of the house. An arrow that is not on it fails here.
class ArrowsTest {
  private static final String ROOT = "io.runtimeagent.probe";

  /// Each room, and the rooms that it may use.
  private static final Map<String, Set<String>> MAP =
      Map.ofEntries(
          entry(
              "",
              Set.of(
                  "replay",
                  "alert",
                  "alert.sink",
                  "deadman",
                  "lease",
                  "observe",
                  "observe.rest",
                  "observe.database",
                  "event",
                  "http",
                  "heartbeat",
                  "state",
                  "json")),
          entry("replay", Set.of("heartbeat", "json")),
          entry("alert", Set.of("event", "state", "json")),
          entry("alert.sink", Set.of("alert", "http", "json")),
          entry("deadman", Set.of("event", "http")),
          entry("state", Set.of("json")),
          entry("lease", Set.of("event", "json")),
          entry("observe", Set.of("event", "http", "heartbeat")),
          entry("observe.rest", Set.of("observe", "http", "heartbeat", "json")),
          entry("observe.database", Set.of("observe", "http", "heartbeat", "json")),
          entry("event", Set.of("heartbeat")),
          entry("http", Set.of()),
          entry("heartbeat", Set.of()),
          entry("json", Set.of()));

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void arrows_standOnTheMap() {
    Set<String> strangers = new TreeSet<>();
    for (JavaClass each : classes) {
      for (var arrow : each.getDirectDependenciesFromSelf()) {
        String from = room(each);
        JavaClass target = arrow.getTargetClass().getBaseComponentType();
        boolean inside = target.getPackageName().startsWith(ROOT);
        if (inside
            && !room(target).equals(from)
            && !MAP.getOrDefault(from, Set.of()).contains(room(target))) {
          strangers.add(from + " -> " + room(target) + ": " + arrow.getDescription());
        }
      }
    }
    assertThat(classes).isNotEmpty();
    assertThat(strangers).isEmpty();
  }

  @Test
  void rooms_haveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void library_knowsNeitherItsUsersNorTheirTools() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.runtimeagent.agent..",
            "io.runtimeagent.ship..",
            "io.micrometer..",
            "ch.qos.logback..",
            "org.slf4j..",
            "java.util.logging..")
        .check(classes);
    noClasses().should().callMethod(System.class, "getenv").check(classes);
    noClasses().should().callMethod(System.class, "getenv", String.class).check(classes);
  }

  private static String room(JavaClass each) {
    String name = each.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }
}
