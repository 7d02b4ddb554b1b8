package io.runtimeagent.agent.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.launcher.Launch.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
  private final Path folder;
  private final Launch launch;
  private final Path java;

  LauncherTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    launch = new Launch(folder.resolve("agent home"));
    java = Launch.java(folder.resolve("jdk"), "25.0.3");
  }

  @Test
  void arguments_reachTheProgramAsTheyAre() throws Exception {
    Result result = launch.run(with(), "ship", "--source", "/a b/*", "é");
    assertThat(result.exit()).isZero();
    assertThat(result.arguments())
        .endsWith("io.runtimeagent.agent.Main", "ship", "--source", "/a b/*", "é");
  }

  @Test
  void classPath_isAllJarsInOrder() throws Exception {
    assertThat(launch.run(with(), "info").arguments())
        .contains(launch.lib("a.jar") + ":" + launch.lib("b.jar"));
  }

  @Test
  void whatAirflowPreloads_doesNotReachJava() throws Exception {
    var environment = with();
    environment.put("JAVA_TOOL_OPTIONS", "-Dx=1");
    environment.put("JDK_JAVA_OPTIONS", "-Dx=1");
    environment.put("_JAVA_OPTIONS", "-Dx=1");
    environment.put("CLASSPATH", "/x");
    environment.put("LD_PRELOAD", "");
    environment.put("LC_ALL", "POSIX");
    assertThat(launch.run(environment, "info").environment())
        .noneMatch(
            line ->
                line.matches("(JAVA_TOOL|JDK_JAVA|_JAVA)_OPTIONS=.*|CLASSPATH=.*|LD_PRELOAD=.*"))
        .contains("LC_ALL=C.UTF-8");
  }

  @Test
  void whatTheMachinePrints_goesToStandardError() throws Exception {
    assertThat(launch.run(with(), "info").arguments())
        .contains("-XX:+DisplayVMOutputToStderr", "-Xlog:all=warning:stderr")
        .contains("-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC");
  }

  @Test
  void linkToTheLauncher_findsItsHome() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("ra"), launch.launcher());
    assertThat(Launch.run(link, with(), "info").arguments())
        .contains(launch.lib("a.jar") + ":" + launch.lib("b.jar"));
  }

  @Test
  void cache_isUsed_whenItWasMadeFromExactlyTheseJars() throws Exception {
    launch.cacheMadeFromThese(java);
    assertThat(launch.run(with(), "info").arguments())
        .contains("-XX:AOTCache=" + launch.lib("runtime-agent.aot"));
  }

  @Test
  void cache_isNotUsed_whenAJarWasReplaced() throws Exception {
    launch.cacheMadeFromThese(java);
    launch.jar("b.jar", "tow");
    assertNoCache();
  }

  @Test
  void cache_isNotUsed_whenAJarWasDeleted() throws Exception {
    launch.cacheMadeFromThese(java);
    Files.delete(launch.lib("b.jar"));
    assertNoCache();
  }

  @Test
  void cache_isNotUsed_whenAJarWasAdded() throws Exception {
    launch.cacheMadeFromThese(java);
    launch.jar("c.jar", "three");
    assertNoCache();
  }

  @Test
  void cache_isNotUsed_withAnotherJava() throws Exception {
    launch.cacheMadeFromThese(java);
    Launch.java(java, "25.0.4");
    assertNoCache();
  }

  @Test
  void cache_isNotUsed_whenNothingSaysWhatItWasMadeFrom() throws Exception {
    launch.cacheMadeFromThese(java);
    Files.delete(launch.lib("runtime-agent.aot.made-from"));
    assertNoCache();
  }

  @Test
  void java_isTheBundledOneBeforeAllOthers() throws Exception {
    Launch.java(folder.resolve("agent home/jre"), "26");
    Files.writeString(folder.resolve("agent home/jre/bin/java"), "#!/bin/sh\necho bundled\n");
    assertThat(launch.run(Map.of("JAVA_HOME", java.toString()), "info").out())
        .isEqualTo("bundled\n");
  }

  @Test
  void java_thatIsTooOld_isPassedOver() throws Exception {
    Path old = Launch.java(folder.resolve("old"), "17.0.15");
    var environment =
        Map.of(
            "JAVA_HOME", old.toString(), "JAVA25_HOME", java.toString(), "PATH", "/bin:/usr/bin");
    assertThat(launch.run(environment, "info").arguments()).endsWith("info");
    Files.writeString(old.resolve("bin/java"), "#!/bin/sh\necho too old\n");
    assertThat(launch.run(environment, "info").out()).doesNotContain("too old");
  }

  @Test
  void javaThatIsNamedButMissing_isAUsageError() throws Exception {
    Result result = launch.run(Map.of("RUNTIME_AGENT_JAVA", "/nowhere/java"), "info");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("RUNTIME_AGENT_JAVA=/nowhere/java");
    assertThat(result.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "False", "FALSE", "f", "0"})
  void disabledInTheEnvironment_startsNoJava(String value) throws Exception {
    var environment = with();
    environment.put("AIRFLOW__RUNTIME_AGENT__ENABLED", value);
    Result result = launch.run(environment, "run");
    assertThat(result.exit()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("enabled is false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[runtime_agent]\nenabled = False\n",
        "[core]\nenabled = True\n[runtime_agent]\n# x\nenabled=false",
        "[runtime_agent]\nhttp_port = 1\nenabled : false  # for now\n[core]\n",
        "[runtime_agent]\r\nenabled = false\r\n"
      })
  void disabledInTheFile_startsNoJava(String file) throws Exception {
    assertThat(launch.run(withFile(file), "run").out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[core]\nenabled = false\n[runtime_agent]\nhttp_port = 1\n",
        "[runtime_agent]\nenabled = true\n",
        "[runtime_agent]\nenabled_not = false\n",
        "[runtime_agent]\n#enabled = false\n",
        ""
      })
  void enabledInTheFile_startsJava(String file) throws Exception {
    assertThat(launch.run(withFile(file), "run").arguments()).endsWith("run");
  }

  @Test
  void environment_winsOverTheFile() throws Exception {
    var environment = withFile("[runtime_agent]\nenabled = false\n");
    environment.put("AIRFLOW__RUNTIME_AGENT__ENABLED", "true");
    assertThat(launch.run(environment, "run").arguments()).endsWith("run");
  }

  @Test
  void otherCommands_runThoughTheAgentIsDisabled() throws Exception {
    var environment = with();
    environment.put("AIRFLOW__RUNTIME_AGENT__ENABLED", "false");
    assertThat(launch.run(environment, "config").arguments()).endsWith("config");
    assertThat(launch.run(environment, "run", "--help").arguments()).endsWith("run", "--help");
  }

  private void assertNoCache() throws Exception {
    assertThat(launch.run(with(), "info").arguments())
        .isNotEmpty()
        .noneMatch(argument -> argument.startsWith("-XX:AOT"));
  }

  private Map<String, String> with() {
    return new HashMap<>(Map.of("RUNTIME_AGENT_JAVA", java.resolve("bin/java").toString()));
  }

  private Map<String, String> withFile(String airflowCfg) throws IOException {
    Files.writeString(folder.resolve("airflow.cfg"), airflowCfg);
    var environment = with();
    environment.put("AIRFLOW_HOME", folder.toString());
    return environment;
  }
}
