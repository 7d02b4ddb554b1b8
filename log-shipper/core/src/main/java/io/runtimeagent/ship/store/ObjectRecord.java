package io.runtimeagent.ship.store;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// What an object's metadata says of its content, written in the same atomic write.
///
/// `length` and `crc32c` are the object's; a record whose length is not the object's is none of
/// ours. `contributions` are in the order in which the files wrote last, the newest at the end.
/// `shortened` says that there were others; `endsLine` that the last byte is a line feed.
///
/// As text (the value of the one metadata field, `METADATA_NAME`): `1 <length> <crc> <flags>{
/// <bytes>:<crc>}`, numbers in base 36, checksums in hexadecimal, flags `n` (ends a line), `s`
/// (shortened) or `-`.
public record ObjectRecord(
    long length,
    int crc32c,
    boolean endsLine,
    boolean shortened,
    List<Contribution> contributions) {

  /// The name of the metadata field: letters only, since Azure allows no dash.
  public static final String METADATA_NAME = "runtimeagent";

  /// S3 allows 2 KB of metadata, an operator's own included.
  static final int MAX_TEXT = 1_500;

  public ObjectRecord {
    if (length < 0) {
      throw new IllegalArgumentException("A record has length " + length + ".");
    }
    contributions = List.copyOf(contributions);
  }

  /// The record as text of at most 1,500 characters: the oldest contributions go first, and the
  /// text says so.
  public String encode() {
    var entries = new ArrayList<String>();
    int room = MAX_TEXT - 48;
    boolean left = shortened;
    for (int i = contributions.size() - 1; i >= 0; i--) {
      String entry = " " + encode(contributions.get(i));
      if (entry.length() > room) {
        left = true;
        break;
      }
      room -= entry.length();
      entries.add(entry);
    }
    String flags = (endsLine ? "n" : "") + (left ? "s" : "");
    var text = new StringBuilder(64);
    text.append("1 ").append(Long.toString(length, 36)).append(' ').append(hex(crc32c)).append(' ');
    text.append(flags.isEmpty() ? "-" : flags);
    entries.reversed().forEach(text::append);
    return text.toString();
  }

  /// The record that a text stands for; empty when it is not one that this version understands.
  public static Optional<ObjectRecord> decode(String text) {
    String[] words = text.split(" ", -1);
    if (words.length < 4 || !words[0].equals("1")) {
      return Optional.empty();
    }
    try {
      var contributions = new ArrayList<Contribution>();
      for (int i = 4; i < words.length; i++) {
        int colon = words[i].indexOf(':');
        contributions.add(
            new Contribution(
                Long.parseLong(words[i].substring(0, colon), 36),
                Integer.parseUnsignedInt(words[i].substring(colon + 1), 16)));
      }
      return Optional.of(
          new ObjectRecord(
              Long.parseLong(words[1], 36),
              Integer.parseUnsignedInt(words[2], 16),
              words[3].indexOf('n') >= 0,
              words[3].indexOf('s') >= 0,
              contributions));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static String encode(Contribution contribution) {
    return Long.toString(contribution.bytes(), 36) + ":" + hex(contribution.crc32c());
  }

  private static String hex(int crc) {
    return HexFormat.of().toHexDigits(crc);
  }
}
