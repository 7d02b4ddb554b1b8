package io.runtimeagent.agent.config.secret;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hides what is secret in texts that are to be shown.
public final class Masking {
  /// Stands for what is hidden; of one length, so that it tells nothing.
  public static final String MASK = "***";

  /// User info ends at the last `@` before a slash; where a colon promises a password, a slash may
  /// be part of it. Rather too much is hidden than too little.
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)(?:[^/\\s]*:\\S*@|[^/\\s]*@)");

  private static final Pattern PARAMETER = Pattern.compile("([?&;])([^=&;\\s]+)=([^&;\\s]*)");

  private static final Set<String> TELLING =
      Set.of("sig", "key", "secret", "token", "password", "pwd", "auth", "credential", "code");

  private Masking() {}

  /// A URL-like text without its user info and without the parameters that name a credential.
  public static String ofUrl(String text) {
    Matcher parameters = PARAMETER.matcher(USER_INFO.matcher(text).replaceAll(MASK + "@"));
    return parameters.replaceAll(
        match ->
            tellsSecret(match.group(2))
                ? Matcher.quoteReplacement(match.group(1) + match.group(2) + "=" + MASK)
                : Matcher.quoteReplacement(match.group()));
  }

  /// Scheme, host and port of a URL; a mask where more stands behind them, and for all of it where
  /// what looks like the host may be the rest of a password.
  public static String serviceOf(URI uri) {
    if (!isWeb(uri) || uri.getHost() == null || hostMayBePassword(uri)) {
      return MASK;
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    boolean more = path.length() > 1 || uri.getRawQuery() != null || uri.getRawFragment() != null;
    return uri.getScheme() + "://" + uri.getHost() + port + (more ? "/" + MASK : path);
  }

  private static boolean isWeb(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
  }

  /// A password with a bare `@` begins with it, or has it before a slash: then another one follows.
  private static boolean hostMayBePassword(URI uri) {
    String user = uri.getRawUserInfo();
    String all = uri.toString();
    return user != null && (user.endsWith(":") || all.indexOf('@') != all.lastIndexOf('@'));
  }

  private static boolean tellsSecret(String parameter) {
    String name = parameter.toLowerCase(Locale.ROOT);
    return TELLING.stream().anyMatch(name::contains);
  }
}
