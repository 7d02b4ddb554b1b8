package io.runtimeagent.probe.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.heartbeat.Reading;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FirstThatWorksTest {
  private final Switched api = new Switched("the API");
  private final Switched database = new Switched("the database");
  private final List<ProbeEvent> events = new ArrayList<>();

  private FirstThatWorks both() {
    return new FirstThatWorks(List.of(api, database), events::add);
  }

  @Test
  void firstWayThatAnswers_isKept_andToldOnce() throws InterruptedException {
    FirstThatWorks observer = both();
    observer.observe();
    observer.observe();
    assertThat(database.reads).isZero();
    assertThat(events)
        .containsExactly(new ProbeEvent.ObserverChosen("the API", "it answers, first asked"));
  }

  @Test
  void wayThatFails_isLeftForTheOther_andTheReasonTold() throws InterruptedException {
    FirstThatWorks observer = both();
    observer.observe();
    api.works = false;
    assertThat(observer.observe()).isInstanceOf(Observed.Seen.class);
    assertThat(observer.source()).isEqualTo("the database");
    assertThat(events)
        .last()
        .isEqualTo(
            new ProbeEvent.ObserverChosen(
                "the database", "the other does not answer (the API: the API is away)"));
    api.works = true;
    observer.observe();
    assertThat(observer.source()).isEqualTo("the database");
    database.works = false;
    observer.observe();
    assertThat(observer.source()).isEqualTo("the API");
  }

  @Test
  void allThatFail_areNamed() throws InterruptedException {
    api.works = false;
    database.works = false;
    FirstThatWorks observer = both();
    Observed.Failed failed = (Observed.Failed) observer.observe();
    assertThat(failed.kind()).isEqualTo(Reading.Kind.CONNECT);
    assertThat(failed.words())
        .isEqualTo("the API: the API is away; the database: the database is away");
    assertThat(events).isEmpty();
  }

  @Test
  void onlyWay_isSaidToBeTheOnlyOne() throws InterruptedException {
    FirstThatWorks observer = new FirstThatWorks(List.of(database), events::add);
    database.works = false;
    assertThat(((Observed.Failed) observer.observe()).words()).isEqualTo("the database is away");
    database.works = true;
    observer.observe();
    assertThat(events)
        .containsExactly(
            new ProbeEvent.ObserverChosen("the database", "it is the only way that is configured"));
  }

  private static final class Switched implements Observer {
    private final String name;
    private boolean works = true;
    private int reads;

    Switched(String name) {
      this.name = name;
    }

    @Override
    public Observed observe() {
      reads++;
      return works
          ? DagSighting.of(
                  new EffectiveSchedule.Told("* * * * *", ZoneOffset.UTC.getId(), 3),
                  new ScheduleFallback("", "utc"),
                  "3",
                  Set.of())
              .seen(List.of(), null, null)
          : new Observed.Failed(Reading.Kind.CONNECT, name + " is away");
    }

    @Override
    public String source() {
      return name;
    }

    @Override
    public void close() {
      works = false;
    }
  }
}
