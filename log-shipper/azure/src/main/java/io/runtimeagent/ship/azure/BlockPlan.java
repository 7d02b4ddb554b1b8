package io.runtimeagent.ship.azure;

import java.util.List;

/// Which blocks of a blob stay when it grows, so that thousands of small additions do not become
/// thousands of blocks: a list of all of them goes with every commit, and 50,000 is the end.
///
/// Eight small blocks at the end become one, sixteen of those again, and 256 of those as few as can
/// be. A byte is sent again two or three times in all, half of that by a log below 256 MB.
final class BlockPlan {
  /// A block as large as this stays for good.
  static final int LARGEST = 8 << 20;

  private static final List<Tier> TIERS =
      List.of(new Tier(LARGEST, 256), new Tier(1 << 20, 16), new Tier(64 << 10, 8));

  private BlockPlan() {}

  /// How many of the first blocks stay; the bytes of the others are stored anew with what is added.
  static int kept(List<Block> blocks) {
    for (Tier tier : TIERS) {
      int first = blocks.size();
      while (first > 0 && blocks.get(first - 1).bytes() < tier.below) {
        first--;
      }
      if (blocks.size() - first >= tier.count) {
        return first;
      }
    }
    return blocks.size();
  }

  private record Tier(int below, int count) {}
}
