package io.runtimeagent.agent.config.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {

  @ParameterizedTest
  @CsvSource({
    "plain text, plain text",
    "s3://bucket/a@b, s3://bucket/a@b",
    "s3://bucket/prefix, s3://bucket/prefix",
    "https://h/p, https://h/p",
    "https://u:p@h/p, https://***@h/p",
    "https://u@h/p, https://***@h/p",
    "https://u:p@ss@h/p, https://***@h/p",
    "https://u:p/s@h/p, https://***@h/p",
    "postgresql+psycopg2://u:p@h:5432/db, postgresql+psycopg2://***@h:5432/db",
    "https://h/?sv=1&sig=abc&x=y, https://h/?sv=1&sig=***&x=y",
    "https://h/?api_token=abc, https://h/?api_token=***",
    "https://h/?a=$1&password=x\\y, https://h/?a=$1&password=***",
    "'a https://u:p@h and https://v:q@i', 'a https://***@h and https://***@i'"
  })
  void url_losesItsCredentials(String url, String shown) {
    assertThat(Masking.ofUrl(url)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "https://hooks.slack.com/services/T0/B0/abc, https://hooks.slack.com/***",
    "https://u:p@h:9093/, https://h:9093/",
    "https://h, https://h",
    "http://h:80?token=x, http://h:80/***",
    "https://u:@rest-of-a-password/, ***",
    "https://u:p@ss:1/word@h/, ***",
    "https://u:p@ss#word@h/, ***",
    "mailto:x, ***"
  })
  void service_isSchemeHostAndPort(URI url, String shown) {
    assertThat(Masking.serviceOf(url)).isEqualTo(shown);
    assertThat(new SecretUrl(url)).hasToString(shown);
  }

  @Test
  void secret_isNeverPrinted() {
    Secret secret = new Secret("hunter2");
    assertThat(secret).hasToString("***").isEqualTo(new Secret("hunter2"));
    assertThat(secret.reveal()).isEqualTo("hunter2");
    assertThat("%s".formatted(secret)).doesNotContain("hunter2");
  }
}
