package io.runtimeagent.probe.observe;

import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.event.ProbeListener;
import java.util.List;

/// Several ways to ask the same Airflow: the one that worked last is asked, and the others only
/// when it fails. So a web server that restarts does not blind us while the database answers.
public final class FirstThatWorks implements Observer {
  private final List<Observer> ways;
  private final ProbeListener listener;
  private int current;
  private boolean told;

  /// `ways` in the order in which they are tried at first.
  public FirstThatWorks(List<Observer> ways, ProbeListener listener) {
    this.ways = List.copyOf(ways);
    this.listener = listener;
  }

  @Override
  public Observed observe() throws InterruptedException {
    Observed first = ways.get(current).observe();
    if (!(first instanceof Observed.Failed failed)) {
      tell(ways.size() == 1 ? "it is the only way that is configured" : "it answers, first asked");
      return first;
    }
    StringBuilder words = new StringBuilder(said(current, failed));
    for (int i = 1; i < ways.size(); i++) {
      int other = (current + i) % ways.size();
      Observed second = ways.get(other).observe();
      switch (second) {
        case Observed.Seen seen -> {
          turnTo(other, said(current, failed));
          return seen;
        }
        case Observed.Failed too -> words.append("; ").append(said(other, too));
      }
    }
    return new Observed.Failed(failed.kind(), ways.size() == 1 ? failed.words() : words.toString());
  }

  private String said(int way, Observed.Failed failed) {
    return ways.get(way).source() + ": " + failed.words();
  }

  private void turnTo(int way, String why) {
    current = way;
    told = false;
    tell("the other does not answer (" + why + ")");
  }

  private void tell(String why) {
    if (!told) {
      told = true;
      listener.heard(new ProbeEvent.ObserverChosen(source(), why));
    }
  }

  @Override
  public String source() {
    return ways.get(current).source();
  }

  @Override
  public void close() {
    ways.forEach(Observer::close);
  }
}
