package io.runtimeagent.agent.config.airflow;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A key of a section of Airflow's configuration.
///
/// `secrecy` decides whether a command may give it: Airflow allows that to secrets only.
/// `former` is where Airflow looked for it before, null when nowhere else.
public record Option(String section, String key, Secrecy secrecy, @Nullable Former former) {

  /// The section that had the key, and the last major version of Airflow that looks there.
  public record Former(String section, int lastMajor) {}

  /// Whether a value may be shown.
  public enum Secrecy {
    OPEN,
    SECRET
  }

  public static Option open(String section, String key) {
    return new Option(section, key, Secrecy.OPEN, null);
  }

  public static Option secret(String section, String key) {
    return new Option(section, key, Secrecy.SECRET, null);
  }

  /// The same key, looked for in an older section too.
  public Option formerlyIn(String older, int lastMajor) {
    return new Option(section, key, secrecy, new Former(older, lastMajor));
  }

  public boolean isSecret() {
    return secrecy == Secrecy.SECRET;
  }

  /// As it is written in a configuration file.
  public String label() {
    return "[" + section + "] " + key;
  }

  /// The environment variable that sets it.
  public String variable() {
    String upper = section.replace('.', '_').toUpperCase(Locale.ROOT);
    return "AIRFLOW__" + upper + "__" + key.toUpperCase(Locale.ROOT);
  }
}
