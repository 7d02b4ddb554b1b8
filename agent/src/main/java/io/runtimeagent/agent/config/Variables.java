package io.runtimeagent.agent.config;

import java.util.List;

/// The table of environment variables that are read beside the options of Airflow's configuration.
final class Variables {

  /// One of them.
  record Variable(String name, String meaning) {}

  static final List<Variable> ALL =
      List.of(
          new Variable("AIRFLOW_HOME", "Where Airflow lives; `~/airflow` when unset."),
          new Variable(
              "AIRFLOW_CONFIG", "The configuration file; else `$AIRFLOW_HOME/airflow.cfg`."),
          new Variable(
              "AIRFLOW_VERSION",
              "The version of Airflow, else that of the installed distribution. Decides the keys of"
                  + " a `wasb://` destination."),
          new Variable(
              "AIRFLOW_IMAGE_TAG",
              "The default of `image_tag`; the image records its tag there when it is built."),
          new Variable("ASTRONOMER_RUNTIME_VERSION", "The version of Runtime, for its lifecycle."),
          new Variable("PYTHON_VERSION", "The version of Python, for `info`."),
          new Variable(
              "AIRFLOW_MONITORING_DAG_SCHEDULE_INTERVAL",
              "The monitoring DAG's schedule, when Airflow does not tell it."),
          new Variable("ASTRO_ORGANIZATION_ID", "For `info`."),
          new Variable("ASTRO_WORKSPACE_ID", "For `info`."),
          new Variable("ASTRO_DEPLOYMENT_ID", "The first default of `deployment_id`."),
          new Variable("ASTRO_DEPLOYMENT_NAMESPACE", "The second default of `deployment_id`."),
          new Variable(
              "AWS_WEB_IDENTITY_TOKEN_FILE",
              "The token of an AWS connection that assumes a role with web identity."),
          new Variable(
              "AWS_CA_BUNDLE", "The certificates that S3 is trusted by, as boto reads it."),
          new Variable(
              "AWS_ENDPOINT_URL_S3",
              "The default of `s3_endpoint_url`, before `AWS_ENDPOINT_URL`, unless"
                  + " `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` is `true`."),
          new Variable("AWS_ENDPOINT_URL", "The second default of `s3_endpoint_url`."),
          new Variable("HTTPS_PROXY", "The proxy for `https` addresses; also in lower case."),
          new Variable("HTTP_PROXY", "The proxy for `http` addresses; also in lower case."),
          new Variable("NO_PROXY", "What is reached directly; also in lower case."),
          new Variable(ComponentReader.PID, "The supervised process; set by the entry point."),
          new Variable(ComponentReader.COMMAND, "Its command line; set by the entry point."));

  private Variables() {}

  /// Those that are set.
  static List<ConfigRow> rows(ConfigInput input) {
    return ALL.stream()
        .filter(variable -> !input.variable(variable.name()).isEmpty())
        .map(variable -> row(variable, input))
        .toList();
  }

  private static ConfigRow row(Variable variable, ConfigInput input) {
    String shown = Visibility.OPEN.show(input.variable(variable.name()));
    return new ConfigRow("", variable.name(), shown, "environment");
  }
}
