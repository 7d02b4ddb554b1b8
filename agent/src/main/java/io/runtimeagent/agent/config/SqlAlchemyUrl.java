package io.runtimeagent.agent.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a SQLAlchemy URL that name a database without giving anything secret away.
///
/// A URL whose password holds a bare `@` is none, for SQLAlchemy too: nothing is guessed from what
/// may be the rest of a password. Nor from what is no database's URL.
record SqlAlchemyUrl(String dialect, String host, String database) {
  private static final Pattern URL =
      Pattern.compile(
          "(?<dialect>(?:postgres(?:ql)?|mysql|mariadb|mssql|oracle|sqlite)(?:\\+[a-z0-9]+)?)"
              + "://(?:[^:/@]*(?::[^@]*)?@)?"
              + "(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]*)(?::[0-9]*)?"
              + "(?:/(?<database>[A-Za-z0-9._-]*))?(?:\\?[^@]*)?");

  static Optional<SqlAlchemyUrl> parse(String text) {
    Matcher url = URL.matcher(text.strip());
    if (!url.matches()) {
      return Optional.empty();
    }
    String database = url.group("database");
    return Optional.of(
        new SqlAlchemyUrl(
            url.group("dialect"), url.group("host"), database == null ? "" : database));
  }
}
