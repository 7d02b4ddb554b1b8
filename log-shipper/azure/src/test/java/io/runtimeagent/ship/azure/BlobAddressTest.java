package io.runtimeagent.ship.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.store.ObjectKey;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlobAddressTest {
  private static final URI SERVICE = URI.create("https://acct.blob.core.windows.net/");

  @ParameterizedTest
  @CsvSource({
    "dag_id=d/a-1_2.~log, dag_id%3Dd/a-1_2.~log",
    "a#b?c%d+e:f.log, a%23b%3Fc%25d%2Be%3Af.log",
    "a b&c.log, a%20b%26c.log",
    "wasb://logs/é, wasb%3A//logs/%C3%A9",
  })
  void blob_isEscapedByteByByte(String key, String path) {
    assertThat(BlobAddress.of(SERVICE, "logs", "").blob(new ObjectKey(key), ""))
        .isEqualTo("https://acct.blob.core.windows.net/logs/" + path);
  }

  @Test
  void signature_goesWithEveryRequest() {
    BlobAddress address = BlobAddress.of(SERVICE, "logs", "?sv=1&sig=x%3D");
    assertThat(address.blob(new ObjectKey("a"), "comp=block"))
        .endsWith("/logs/a?comp=block&sv=1&sig=x%3D");
    assertThat(address.blob(new ObjectKey("a"), "")).endsWith("/logs/a?sv=1&sig=x%3D");
    assertThat(BlobAddress.of(URI.create("https://h/?sig=y"), "c", "").blob(new ObjectKey("a"), ""))
        .isEqualTo("https://h/c/a?sig=y");
  }

  @Test
  void list_escapesPrefixAndMarker() {
    assertThat(BlobAddress.of(SERVICE, "logs", "").list("a/b&c=", "m/1=", 10))
        .endsWith("&maxresults=10&prefix=a%2Fb%26c%3D&marker=m%2F1%3D");
  }

  @ParameterizedTest
  @CsvSource({
    "https://acct.blob.core.windows.net, acct",
    "https://acct.blob.core.windows.net/, acct",
    "http://127.0.0.1:10000/devstoreaccount1, devstoreaccount1",
    "http://azurite:10000/dev/, dev",
  })
  void account_isInTheAddress(URI url, String account) {
    assertThat(BlobAddress.account(url)).isEqualTo(account);
  }
}
