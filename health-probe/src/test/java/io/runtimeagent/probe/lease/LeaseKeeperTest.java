package io.runtimeagent.probe.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.event.ProbeEvent.Leadership;
import io.runtimeagent.probe.lease.LeaseWorld.Agent;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final LeaseWorld world = new LeaseWorld(new SplittableRandom(1));

  /// An agent that was the first and so holds the lease.
  private Agent holder(String name) {
    Agent agent = world.agent(name);
    world.run(Duration.ofSeconds(5));
    assertThat(agent.maySend()).isTrue();
    return agent;
  }

  @Test
  void free_isTakenAtOnce_byOne() {
    world.agent("this");
    world.agent("that");
    world.run(Duration.ofSeconds(5));
    assertThat(world.sending()).hasSize(1);
  }

  @Test
  void held_isLeftToItsHolder() {
    Agent one = holder("one");
    Agent two = world.agent("two");
    world.run(MINUTE, () -> assertThat(world.sending()).containsExactly(one));
    assertThat(two.keeper.standing())
        .extracting(Standing::leadership, Standing::holder, Standing::words)
        .containsExactly(Leadership.FOLLOWER, "one", "one leads");
  }

  @Test
  void deadHolder_isReplacedWithin75Seconds() {
    Agent one = holder("one");
    Agent two = world.agent("two");
    world.run(Duration.ofSeconds(100));
    one.kill();
    world.run(Duration.ofSeconds(44));
    assertThat(two.maySend()).isFalse();
    world.run(Duration.ofSeconds(31));
    assertThat(world.sending()).containsExactly(two);
  }

  @Test
  void givenBack_isTakenAtTheNextLook() {
    Agent one = holder("one");
    Agent two = world.agent("two");
    world.run(MINUTE);
    one.release();
    world.run(Duration.ofSeconds(26));
    assertThat(world.sending()).containsExactly(two);
  }

  @Test
  void frozenHolder_doesNotSendWhenItWakes_andFollowsWhoTookOver() {
    Agent one = holder("one");
    Agent two = world.agent("two");
    world.run(MINUTE);
    one.freeze(Duration.ofMinutes(2));
    world.run(Duration.ofMinutes(2), () -> assertThat(one.maySend()).isFalse());
    world.run(MINUTE, () -> assertThat(one.maySend()).isFalse());
    assertThat(world.sending()).containsExactly(two);
  }

  @Test
  void frozenHolder_withoutAnybodyElse_leadsAgainOnceItAsked() {
    Agent one = world.agent("one");
    world.run(MINUTE);
    one.freeze(Duration.ofMinutes(2));
    world.run(Duration.ofSeconds(125));
    assertThat(one.maySend()).isTrue();
  }

  /// Its connections are dead, too: one failed request is no sign that the store is away.
  @Test
  void frozenHolder_whoseFirstRequestFails_isNotAlone() {
    Agent one = holder("one");
    Agent two = world.agent("two");
    world.run(MINUTE);
    one.freeze(Duration.ofMinutes(2));
    one.cutOff(Duration.ofSeconds(150));
    world.run(Duration.ofMinutes(4), () -> assertThat(one.maySend()).isFalse());
    assertThat(world.sending()).containsExactly(two);
  }

  @Test
  void suspendedMachine_doesNotSendWhenItWakes() {
    Agent one = holder("one");
    Agent two = world.agent("two");
    world.run(MINUTE);
    one.suspend(Duration.ofMinutes(2));
    world.run(Duration.ofMinutes(3), () -> assertThat(one.maySend()).isFalse());
    assertThat(world.sending()).containsExactly(two);
  }

  @Test
  void storeAway_allSend_andOneDoesWhenItIsBack() {
    Agent one = holder("one");
    Agent two = world.agent("two");
    world.run(MINUTE);
    one.cutOff(Duration.ofMinutes(5));
    two.cutOff(Duration.ofMinutes(5));
    world.run(Duration.ofSeconds(90));
    assertThat(world.sending()).containsExactly(one, two);
    assertThat(two.keeper.standing().words()).contains("out of reach: lost");
    world.run(Duration.ofMinutes(4));
    assertThat(world.sending()).containsExactly(one);
  }

  @Test
  void holderCutOff_isReplaced_andFollowsWhenItIsBack() {
    Agent one = holder("one");
    Agent two = world.agent("two");
    world.run(MINUTE);
    one.cutOff(Duration.ofMinutes(5));
    world.run(Duration.ofSeconds(75));
    assertThat(two.maySend()).isTrue();
    world.run(Duration.ofMinutes(5));
    assertThat(world.sending()).containsExactly(two);
  }

  @Test
  void restartedHolder_needNotWaitForItself() {
    Agent one = world.agent("one");
    world.run(MINUTE);
    one.leave("what it knew");
    world.run(MINUTE);
    one.kill();
    Agent again = world.agent("one");
    world.run(Duration.ofSeconds(2));
    assertThat(world.sending()).containsExactly(again);
    assertThat(again.read()).isEqualTo("what it knew");
  }

  /// Two containers of one host name: whoever came later holds it, and that is all.
  @Test
  void namesakes_doNotTakeTurns() {
    Agent one = world.agent("same");
    world.run(MINUTE);
    Agent two = world.agent("same");
    world.run(Duration.ofSeconds(30));
    world.run(Duration.ofMinutes(10), () -> assertThat(world.sending()).containsExactly(two));
    assertThat(one.leads()).isFalse();
  }

  @Test
  void legacy_isNotOverwrittenBeforeItWasRead() {
    Agent one = world.agent("one");
    world.run(MINUTE);
    one.leave("alert is open");
    world.run(MINUTE);
    one.kill();
    Agent two = world.agent("two");
    two.leave("nothing is known");
    world.run(Duration.ofMinutes(5));
    assertThat(world.sending()).containsExactly(two);
    Agent three = world.agent("three");
    world.run(MINUTE);
    assertThat(three.read()).isEqualTo("alert is open");
    two.leave("alert is open, and more");
    world.run(MINUTE);
    assertThat(three.read()).isEqualTo("alert is open, and more");
  }

  @Test
  void clockStep_ofAnHour_changesNothingForLong() {
    Agent one = holder("one");
    world.agent("two");
    world.run(MINUTE);
    one.stepClock(Duration.ofHours(1));
    world.run(Duration.ofSeconds(16));
    assertThat(world.sending()).containsExactly(one);
    one.stepClock(Duration.ofHours(-2));
    world.run(Duration.ofSeconds(16));
    assertThat(world.sending()).containsExactly(one);
  }

  @Test
  void leaseDeleted_isMadeAgain() {
    Agent one = holder("one");
    Agent two = world.agent("two");
    world.run(MINUTE);
    world.store.delete();
    world.run(MINUTE, () -> assertThat(world.sending().size()).isLessThanOrEqualTo(2));
    assertThat(world.sending()).hasSize(1).isSubsetOf(one, two);
  }

  @Test
  void textOfANewerVersion_isLeftAlone_untilItExpires() {
    assertThat(world.store.write(null, "{\"version\":2}")).isInstanceOf(Lease.Write.Written.class);
    Agent one = world.agent("one");
    world.run(Duration.ofSeconds(59));
    assertThat(one.keeper.standing().words()).isEqualTo("somebody unknown leads");
    world.run(Duration.ofSeconds(10));
    assertThat(one.maySend()).isTrue();
  }
}
