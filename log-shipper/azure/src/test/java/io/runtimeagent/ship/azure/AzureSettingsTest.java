package io.runtimeagent.ship.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.ship.store.RequestListener;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AzureSettingsTest {
  private static final String SECRET = "c2VjcmV0";

  static Stream<AzureLogin> logins() {
    return Stream.of(
        new AzureLogin.ConnectionString("AccountName=a;AccountKey=" + SECRET),
        new AzureLogin.SharedKey("a", SECRET),
        new AzureLogin.SharedAccessSignature("sv=1&sig=" + SECRET),
        new AzureLogin.ClientSecret("tenant", "client", SECRET, Optional.empty(), List.of()));
  }

  @ParameterizedTest
  @MethodSource("logins")
  void asText_tellsNoSecret(AzureLogin login) {
    var settings = new AzureSettings(Optional.of(URI.create("https://a.b")), "logs", login);
    assertThat(settings.toString()).doesNotContain(SECRET).contains("***");
  }

  @Test
  void address_isNeededExceptWithAConnectionString() {
    assertThatThrownBy(
            () ->
                new AzureSettings(Optional.empty(), "logs", new AzureLogin.SharedKey("a", SECRET)))
        .hasMessageContaining("address");
    assertThat(
            new AzureSettings(Optional.empty(), "logs", new AzureLogin.ConnectionString("x=y"))
                .serviceUrl())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "AccountName=me;AccountKey=k==, https://me.blob.core.windows.net",
    "DefaultEndpointsProtocol=http;AccountName=me;AccountKey=k;EndpointSuffix=core.chinacloudapi.cn,"
        + " http://me.blob.core.chinacloudapi.cn",
    "accountname=me; AccountKey=k;BlobEndpoint=http://1.2.3.4:1/me, http://1.2.3.4:1/me",
    "UseDevelopmentStorage=true, http://127.0.0.1:10000/devstoreaccount1",
  })
  void connectionString_saysTheAddress(String text, String url) {
    assertThat(ConnectionString.parse(text).blobEndpoint()).isEqualTo(URI.create(url));
    assertThat(ConnectionString.parse(text).login()).isInstanceOf(AzureLogin.SharedKey.class);
  }

  @Test
  void connectionString_keepsWhatStandsInValues() {
    assertThat(ConnectionString.parse("AccountName=me;AccountKey=a+/=b==").login())
        .isEqualTo(new AzureLogin.SharedKey("me", "a+/=b=="));
    String signature = "sv=2021&sig=a%2Fb%3D&se=2027";
    assertThat(
            ConnectionString.parse("BlobEndpoint=https://h/;SharedAccessSignature=" + signature)
                .login())
        .isEqualTo(new AzureLogin.SharedAccessSignature(signature));
  }

  @Test
  void connectionString_incomplete_saysWhatIsMissing() {
    assertThatThrownBy(() -> ConnectionString.parse("AccountKey=k").blobEndpoint())
        .hasMessageContaining("BlobEndpoint");
    assertThatThrownBy(() -> ConnectionString.parse("AccountName=me").login())
        .hasMessageContaining("AccountKey");
  }

  static Stream<AzureLogin> unusable() {
    return Stream.of(
        new AzureLogin.SharedKey("a", "not base64!"),
        new AzureLogin.ConnectionString("AccountName=a;AccountKey=%%%"),
        new AzureLogin.ConnectionString("AccountName=a"),
        new AzureLogin.ClientSecret("tenant", "client", SECRET, Optional.empty(), List.of()),
        new AzureLogin.DefaultChain(Optional.empty(), Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void unusable_isSaidAtOnceAndTellsNoSecret(AzureLogin login) {
    var settings =
        new AzureSettings(Optional.of(URI.create("http://127.0.0.1:1/a")), "logs", login);
    assertThatThrownBy(() -> new AzureStore(settings, InstantSource.system(), RequestListener.NOOP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(SECRET);
  }
}
