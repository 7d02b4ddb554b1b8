package io.runtimeagent.ship.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockPlanTest {
  private static List<Block> blocks(long... sizes) {
    var blocks = new ArrayList<Block>();
    for (long size : sizes) {
      blocks.add(new Block("id", size));
    }
    return blocks;
  }

  @Test
  void fewSmall_stay() {
    assertThat(BlockPlan.kept(List.of())).isZero();
    assertThat(BlockPlan.kept(blocks(1, 1, 1, 1, 1, 1, 1))).isEqualTo(7);
  }

  @Test
  void eightSmall_becomeOne() {
    assertThat(BlockPlan.kept(blocks(70_000, 1, 1, 1, 1, 1, 1, 1, 1))).isEqualTo(1);
  }

  @Test
  void sixteenMedium_becomeOne() {
    List<Block> blocks = blocks(8 << 20);
    blocks.addAll(Collections.nCopies(16, new Block("id", 500_000)));
    assertThat(BlockPlan.kept(blocks)).isEqualTo(1);
  }

  @Test
  void large_stay() {
    assertThat(BlockPlan.kept(Collections.nCopies(900, new Block("id", 8 << 20)))).isEqualTo(900);
    assertThat(BlockPlan.kept(Collections.nCopies(255, new Block("id", 1 << 20)))).isEqualTo(255);
  }

  @Test
  void growth_bySmallSteps_keepsListShortAndSendsLittleTwice() {
    List<Block> blocks = new ArrayList<>();
    long sent = 0;
    long added = 4_000;
    int steps = 50_000;
    for (int step = 0; step < steps; step++) {
      List<Block> kept = blocks.subList(0, BlockPlan.kept(blocks));
      long again = BlockLists.bytes(blocks) - BlockLists.bytes(kept) + added;
      sent += again;
      blocks = new ArrayList<>(kept);
      for (long left = again; left > 0; left -= BlockPlan.LARGEST) {
        blocks.add(new Block("id", Math.min(left, BlockPlan.LARGEST)));
      }
    }
    assertThat(BlockLists.bytes(blocks)).isEqualTo(added * steps);
    assertThat(blocks).hasSizeLessThan(300);
    assertThat(sent).isLessThan(4 * added * steps);
  }
}
