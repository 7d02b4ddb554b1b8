package io.runtimeagent.agent.command;

import io.runtimeagent.agent.command.Finding.Mark;
import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.HeartbeatMode;
import io.runtimeagent.agent.observe.AirflowObservers;
import io.runtimeagent.agent.probe.Duty;
import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.observe.Observed;
import io.runtimeagent.probe.observe.Observed.Detail;
import io.runtimeagent.probe.observe.Observer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Whether Airflow can be observed, and what it says of the monitoring DAG.
final class AirflowCheck {
  private static final String AIRFLOW = "Airflow reachable";
  private static final String DAG = "monitoring DAG";

  private final AgentConfig config;
  private final AirflowObservers observers;

  AirflowCheck(AgentConfig config, ConfigInput input) {
    this.config = config;
    this.observers = new AirflowObservers(config, input);
  }

  List<Finding> findings() throws InterruptedException {
    if (config.heartbeat().mode() == HeartbeatMode.ON && observers.whyNobody().isPresent()) {
      return List.of(new Finding(Mark.FAILED, AIRFLOW, observers.whyNobody().get()));
    }
    return switch (Duty.of(config, observers.whyNobody())) {
      case Duty.Rests(String why) -> List.of(new Finding(Mark.SKIPPED, AIRFLOW, why));
      case Duty.Judges _ -> asked();
    };
  }

  /// Each way is asked, since one that fails is not missed while another one works.
  private List<Finding> asked() throws InterruptedException {
    List<Observer> ways = observers.startEach(InstantSource.system());
    try {
      var findings = new ArrayList<Finding>();
      var failures = new ArrayList<String>();
      Observed.Seen first = null;
      for (Observer way : ways) {
        switch (way.observe()) {
          case Observed.Failed(_, String words) -> failures.add(words);
          case Observed.Seen seen -> {
            findings.add(new Finding(Mark.OK, AIRFLOW, way.source()));
            first = first == null ? seen : first;
          }
        }
      }
      Mark mark = first == null ? Mark.FAILED : Mark.WARNING;
      failures.forEach(words -> findings.add(new Finding(mark, AIRFLOW, words)));
      if (first != null) {
        findings.addAll(dag(first));
      }
      return findings;
    } finally {
      ways.forEach(Observer::close);
    }
  }

  /// What was seen of the monitoring DAG.
  List<Finding> dag(Observed.Seen seen) {
    var findings = new ArrayList<Finding>();
    findings.add(presence(seen.observation()));
    seen.facts().details().stream().sorted().forEach(detail -> explain(detail, findings));
    return findings;
  }

  private Finding presence(Reading.Observation seen) {
    String dag = config.heartbeat().dagId();
    return switch (seen.presence()) {
      case ACTIVE ->
          new Finding(
              Mark.OK,
              DAG,
              "%s, %s%s"
                  .formatted(dag, seen.schedule(), seen.runs().isEmpty() ? ", no run yet" : ""));
      case PAUSED ->
          new Finding(Mark.WARNING, DAG, dag + " is paused: nothing is judged until it is not.");
      case MISSING -> missing(dag);
    };
  }

  private Finding missing(String dag) {
    return config.heartbeat().mode() == HeartbeatMode.ON
        ? new Finding(Mark.FAILED, DAG, "Airflow has no DAG " + dag + ".")
        : new Finding(
            Mark.WARNING,
            DAG,
            "Airflow has no DAG " + dag + ": it is waited for, nobody is paged.");
  }

  /// A DAG that is missing was told already.
  private static void explain(Detail detail, List<Finding> findings) {
    switch (detail) {
      case DAG_MISSING -> {}
      case NO_DAGS -> warn(findings, "Airflow has no DAG at all: nothing has been parsed yet.");
      case DAG_INACTIVE -> warn(findings, "Airflow knew it once; its file is parsed no longer.");
      case IMPORT_ERRORS -> warn(findings, "Its file cannot be imported as it stands.");
      case SCHEDULE_INVALID -> warn(findings, "Its schedule is no cron; the default is judged by.");
      case JOB_SCHEDULE_OFF ->
          warn(findings, "[scheduler] use_job_schedule is off: nothing is scheduled.");
    }
  }

  private static void warn(List<Finding> findings, String words) {
    findings.add(new Finding(Mark.WARNING, DAG, words));
  }
}
