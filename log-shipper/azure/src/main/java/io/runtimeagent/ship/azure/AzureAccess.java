package io.runtimeagent.ship.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.StorageBearerTokenChallengeAuthorizationPolicy;
import com.azure.storage.common.policy.StorageSharedKeyCredentialPolicy;
import java.net.URI;
import java.util.Base64;

/// The way to a container: where it is, and a pipeline that proves who asks.
record AzureAccess(BlobAddress address, HttpPipeline pipeline) {
  /// The same for every cloud and account.
  private static final String SCOPE = "https://storage.azure.com/.default";

  /// `IllegalArgumentException` when the settings cannot be used, whoever answers.
  static AzureAccess of(AzureSettings settings, HttpClient client) {
    if (settings.login() instanceof AzureLogin.ConnectionString(String text)) {
      ConnectionString parts = ConnectionString.parse(text);
      URI url = settings.serviceUrl().orElseGet(parts::blobEndpoint);
      return of(url, settings.container(), new Login(parts.login(), client));
    }
    return of(
        settings.serviceUrl().orElseThrow(),
        settings.container(),
        new Login(settings.login(), client));
  }

  private static AzureAccess of(URI url, String container, Login login) {
    BlobAddress address = BlobAddress.of(url, container, "");
    return switch (login.kind()) {
      case AzureLogin.ConnectionString _ ->
          throw new IllegalArgumentException("A connection string has no connection string in it.");
      case AzureLogin.SharedKey(String account, String key) -> {
        requireBase64(key);
        String name = account.isEmpty() ? BlobAddress.account(url) : account;
        yield new AzureAccess(address, login.signing(name, key));
      }
      case AzureLogin.SharedAccessSignature(String query) ->
          new AzureAccess(BlobAddress.of(url, container, query), login.plain());
      case AzureLogin.ClientSecret secret -> {
        requireHttps(url);
        yield new AzureAccess(address, login.bearing(AzureTokens.of(secret, login.client())));
      }
      case AzureLogin.DefaultChain chain -> {
        requireHttps(url);
        yield new AzureAccess(address, login.bearing(AzureTokens.of(chain, login.client())));
      }
    };
  }

  /// What the SDK would only find out with the first request.
  private static void requireBase64(String key) {
    try {
      Base64.getDecoder().decode(key);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The account key is not in base64.", e);
    }
  }

  private static void requireHttps(URI url) {
    if (!"https".equalsIgnoreCase(url.getScheme())) {
      throw new IllegalArgumentException("Tokens are sent over https only, not to " + url + ".");
    }
  }

  /// How requests are signed.
  private record Login(AzureLogin kind, HttpClient client) {

    HttpPipeline plain() {
      return new HttpPipelineBuilder().httpClient(client).build();
    }

    HttpPipeline signing(String account, String key) {
      return new HttpPipelineBuilder()
          .httpClient(client)
          .policies(
              new StorageSharedKeyCredentialPolicy(new StorageSharedKeyCredential(account, key)))
          .build();
    }

    HttpPipeline bearing(TokenCredential credential) {
      return new HttpPipelineBuilder()
          .httpClient(client)
          .policies(new StorageBearerTokenChallengeAuthorizationPolicy(credential, SCOPE))
          .build();
    }
  }
}
