package io.runtimeagent.agent.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {
  private static final String MAVENS =
      """
      {
        "metadata" : {
          "tools" : {
            "components" : [
              { "name" : "a-plugin" }
            ]
          }
        },
        "components" : [
          { "name" : "a-jar" }
        ]
      }
      """;
  private static final String WITH_RUNTIME =
      MAVENS.replace(
          "    { \"name\" : \"a-jar\" }",
          """
          { "type" : "platform", "bom-ref" : "java-runtime",
            "supplier" : { "name" : "Eclipse Adoptium" }, "name" : "openjdk",
            "version" : "25.0.3+9-LTS", "description" : "Java runtime, linked with jlink",
            "cpe" : "cpe:2.3:a:oracle:openjdk:25.0.3:*:*:*:*:*:*:*" },
          { "name" : "a-jar" }\
          """);

  private final Path temp;

  BillOfMaterialsTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void runtime_isListedOnce() throws Exception {
    Files.writeString(temp.resolve("sbom.json"), MAVENS);
    Files.writeString(
        temp.resolve("release"),
        """
        IMPLEMENTOR="Eclipse Adoptium"
        JAVA_RUNTIME_VERSION="25.0.3+9-LTS"
        JAVA_VERSION="25.0.3"
        """);
    assertThat(sbom()).isZero();
    assertThat(sbom()).isZero();
    assertThat(JsonText.parse(Files.readString(temp.resolve("sbom.json"))))
        .isEqualTo(JsonText.parse(WITH_RUNTIME));
  }

  @Test
  void billOfAnotherForm_isAnError() throws Exception {
    Files.writeString(temp.resolve("sbom.json"), "{}");
    Files.writeString(temp.resolve("release"), "JAVA_VERSION=\"25\"\n");
    assertThat(sbom()).isNotZero();
    assertThat(temp.resolve("sbom.json")).hasContent("{}");
  }

  private int sbom() throws IOException, InterruptedException {
    return new ProcessBuilder("src/build/sbom.sh", temp.toString(), temp.toString())
        .inheritIO()
        .start()
        .waitFor();
  }
}
