package io.runtimeagent.agent.runtime.lifecycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What an image tag says: a version of Runtime and the variant of its image. Any text is a tag;
/// those of projects, commits and deployments have no version.
///
/// The grammar is that of Runtime's documentation, as seen on its images: `8.1.0-base`,
/// `11.0.0-python-3.11-slim-base`, `3.1-14-ubi9-python-3.11`.
public record RuntimeTag(@Nullable RuntimeVersion version, List<String> variants) {
  /// By version, tags without one first and equal to each other.
  public static final Comparator<RuntimeTag> BY_VERSION =
      Comparator.comparing(RuntimeTag::version, Comparator.nullsFirst(Comparator.naturalOrder()));

  private static final int LONGEST = 512;
  private static final String PRE = "(?<pre>[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*?)";
  private static final String VARIANTS =
      "(?<variants>(?:-ubi[0-9]*|-python-[0-9]+\\.[0-9]+|-slim|-base"
          + "|-astro-agent-[0-9][0-9A-Za-z.]*+)*+)";
  private static final Pattern LEGACY = pattern("v?N\\.N\\.N(?:-%s)??%s".formatted(PRE, VARIANTS));
  private static final Pattern V3 = pattern("v?N\\.N-N(?:[-.]%s)??%s".formatted(PRE, VARIANTS));
  private static final Pattern FLOATING = pattern("v?N(?:\\.N)?" + VARIANTS);
  private static final Pattern VARIANT =
      Pattern.compile("-(ubi[0-9]*|slim|base|python-[0-9.]+|astro-agent-[0-9][0-9A-Za-z.]*)");

  public RuntimeTag {
    variants = List.copyOf(variants);
  }

  /// Reads a tag, or the reference of an image: registry, repository and digest are left out.
  public static RuntimeTag parse(String text) {
    String tag = tagOf(text.strip());
    return tag.length() > LONGEST
        ? none()
        : match(Line.LEGACY, LEGACY, tag)
            .or(() -> match(Line.V3, V3, tag))
            .or(() -> floating(tag))
            .orElseGet(RuntimeTag::none);
  }

  static RuntimeTag none() {
    return new RuntimeTag(null, List.of());
  }

  /// The Python that the image's variant names.
  public Optional<String> python() {
    return variants.stream()
        .filter(variant -> variant.startsWith("python "))
        .map(variant -> variant.substring(7))
        .findFirst();
  }

  /// What stands behind the last colon of a reference; nothing when that is a port.
  private static String tagOf(String reference) {
    int digest = reference.indexOf('@');
    String named = digest < 0 ? reference : reference.substring(0, digest);
    String tag = named.substring(named.lastIndexOf(':') + 1);
    return tag.contains("/") ? "" : tag;
  }

  private static Optional<RuntimeTag> floating(String tag) {
    Matcher matcher = FLOATING.matcher(tag);
    return matcher.matches()
        ? Optional.of(new RuntimeTag(version(Line.FLOATING, matcher, ""), variants(matcher)))
        : Optional.empty();
  }

  private static Optional<RuntimeTag> match(Line line, Pattern pattern, String tag) {
    Matcher matcher = pattern.matcher(tag);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String pre = matcher.group("pre");
    var variants = new ArrayList<>(pre == null ? List.<String>of() : List.of("pre"));
    variants.addAll(variants(matcher));
    return Optional.of(new RuntimeTag(version(line, matcher, pre == null ? "" : pre), variants));
  }

  private static RuntimeVersion version(Line line, Matcher matcher, String pre) {
    List<Integer> numbers =
        IntStream.rangeClosed(1, line == Line.FLOATING ? 2 : 3)
            .mapToObj(matcher::group)
            .filter(Objects::nonNull)
            .map(Integer::valueOf)
            .toList();
    return new RuntimeVersion(line, numbers, pre);
  }

  private static List<String> variants(Matcher tag) {
    return VARIANT
        .matcher(tag.group("variants"))
        .results()
        .map(variant -> variant.group(1).replace("python-", "python "))
        .map(variant -> variant.replace("astro-agent-", "agent "))
        .toList();
  }

  private static Pattern pattern(String grammar) {
    return Pattern.compile(grammar.replace("N", "(0|[1-9][0-9]{0,8})"));
  }
}
