package io.runtimeagent.agent.runtime.lifecycle;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A lifecycle as one sentence for people.
public final class LifecycleWords {
  private LifecycleWords() {}

  public static String sentence(Lifecycle lifecycle) {
    RuntimeVersion version = lifecycle.tag().version();
    if (version == null) {
      return "The version of Runtime is not known.";
    }
    String runtime = "Runtime " + version.text();
    LocalDate end = lifecycle.dates().maintainedUntil();
    LocalDate basic = lifecycle.dates().basicSupportUntil();
    return switch (lifecycle.status()) {
      case MAINTAINED -> runtime + " is maintained until " + end + days(lifecycle) + ".";
      case EXPIRING -> runtime + " is maintained only until " + end + days(lifecycle) + ".";
      case BASIC_SUPPORT ->
          runtime + " is not maintained since " + end + "; basic support ends on " + basic + ".";
      case UNMAINTAINED -> runtime + " is not maintained since " + end + support(basic) + ".";
      case YANKED -> runtime + " was withdrawn" + reason(lifecycle.withdrawal().reason());
      case UNKNOWN -> unknown(version, lifecycle);
    };
  }

  private static String days(Lifecycle lifecycle) {
    long days = lifecycle.daysLeft().orElse(0);
    return days == 0 ? ", the last day" : days == 1 ? ", 1 day left" : ", " + days + " days left";
  }

  private static String support(@Nullable LocalDate basic) {
    return basic == null ? "" : ", and without basic support since " + basic;
  }

  private static String reason(@Nullable String reason) {
    return reason == null ? "." : ": " + reason;
  }

  private static String unknown(RuntimeVersion version, Lifecycle lifecycle) {
    boolean preview = version.isPrerelease() || "alpha".equals(lifecycle.channel());
    return preview || "beta".equals(lifecycle.channel())
        ? "Runtime " + version.text() + " is a preview: its maintenance is not promised."
        : "No table knows Runtime " + version.text() + ".";
  }
}
