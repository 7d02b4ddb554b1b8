package io.runtimeagent.ship.mirror;

import io.runtimeagent.ship.store.Contribution;
import java.util.List;

/// How much of one file is in the object.
public sealed interface Place {
  /// Not compared with the object yet. `others` are contributions that are known not to be this
  /// file's, even if its bytes look the same.
  record Unlocated(List<Contribution> others) implements Place {
    public Unlocated {
      others = List.copyOf(others);
    }
  }

  /// Nothing of it is stored: a segment begins with its first byte. `before` were the contributions
  /// when that was found; none of them is this file's.
  record New(List<Contribution> before) implements Place {
    public New {
      before = List.copyOf(before);
    }
  }

  /// Its first `bytes` bytes are stored, and no more. `crc32c` is theirs, `edges` that of their
  /// first and last few, by which a large file is known again without reading all of it.
  record Stored(long bytes, int crc32c, int edges) implements Place {}

  /// The object holds all `size` bytes that the file had when they were compared, and perhaps what
  /// comes next.
  record Ahead(long size) implements Place {}
}
