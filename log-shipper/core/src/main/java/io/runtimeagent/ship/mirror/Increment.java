package io.runtimeagent.ship.mirror;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.log.Crc32c;
import io.runtimeagent.ship.log.LogFile;
import io.runtimeagent.ship.store.Addition;
import io.runtimeagent.ship.store.Contribution;
import io.runtimeagent.ship.store.ObjectRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The next bytes of a log and what the object will be with them.
final class Increment {
  private static final byte[] LINE_FEED = {'\n'};

  private final LogFile file;
  private final Place place;
  private final long from;
  private final long to;
  private final Content added;

  /// Reads and measures bytes `[from, to)` of the file.
  Increment(LogFile file, Place place, Range range) throws IOException {
    this.file = file;
    this.place = place;
    this.from = range.from();
    this.to = range.to();
    this.added = file.content(from, to);
  }

  record Range(long from, long to) {
    long length() {
      return to - from;
    }
  }

  long bytes() {
    return to - from;
  }

  /// The whole object, where there is none yet.
  ObjectRecord created() throws IOException {
    return new ObjectRecord(
        bytes(), added.crc32c(), endsLine(), false, List.of(new Contribution(to, prefixCrc())));
  }

  Content content() {
    return added;
  }

  /// What goes behind an object that is there.
  Addition behind(Remote.Present object) throws IOException {
    ObjectRecord base = object.record();
    Content behind = needsLineFeed(base) ? Content.concat(Content.of(LINE_FEED), added) : added;
    var record =
        new ObjectRecord(
            base.length() + behind.length(),
            Crc32c.combine(base.crc32c(), behind.crc32c(), behind.length()),
            endsLine(),
            base.shortened(),
            contributions(base));
    return new Addition(object.object(), behind, whole(base, record), record);
  }

  /// Where the file stands once this is stored.
  Place.Stored stored() throws IOException {
    return new Place.Stored(to, prefixCrc(), Edges.of(file, to));
  }

  /// A file goes on behind its own unterminated line; behind anybody else's a line feed comes
  /// first.
  private boolean needsLineFeed(ObjectRecord base) {
    return base.length() > 0 && !base.endsLine() && !isLast(base);
  }

  private boolean isLast(ObjectRecord base) {
    return own().isPresent()
        && !base.contributions().isEmpty()
        && base.contributions().getLast().equals(own().get());
  }

  private Optional<Contribution> own() {
    return place instanceof Place.Stored(long bytes, int crc, _)
        ? Optional.of(new Contribution(bytes, crc))
        : Optional.empty();
  }

  private List<Contribution> contributions(ObjectRecord base) {
    var contributions = new ArrayList<>(base.contributions());
    own().ifPresent(contributions::remove);
    contributions.add(new Contribution(to, prefixCrc()));
    return contributions;
  }

  /// The object is this file's first bytes when nobody else gave any.
  private Optional<Content> whole(ObjectRecord base, ObjectRecord record) {
    boolean alone = !base.shortened() && base.length() == from && record.length() == to;
    return alone && base.crc32c() == fromCrc()
        ? Optional.of(file.content(0, to, record.crc32c()))
        : Optional.empty();
  }

  private int fromCrc() {
    return place instanceof Place.Stored(_, int crc, _) ? crc : 0;
  }

  private int prefixCrc() {
    return Crc32c.combine(fromCrc(), added.crc32c(), bytes());
  }

  private boolean endsLine() throws IOException {
    byte[] last = new byte[1];
    file.readFully(to - 1, last, 1);
    return last[0] == '\n';
  }
}
