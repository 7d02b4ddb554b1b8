package io.runtimeagent.ship.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import io.runtimeagent.ship.store.StoreFailure;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// That the credentials work with the libraries that are there, and what their failures mean.
class AzureTokensTest {
  private static final AzureLogin.ClientSecret LOGIN =
      new AzureLogin.ClientSecret("tenant", "client", "secret", Optional.empty(), List.of());
  private static final TokenRequestContext SCOPE =
      new TokenRequestContext().addScopes("https://storage.azure.com/.default");
  private final List<String> asked = new ArrayList<>();

  @Test
  void clientSecret_getsAToken() {
    HttpClient directory =
        answering(200, "{'token_type':'Bearer','expires_in':3600,'access_token':'TOKEN'}");
    assertThat(AzureTokens.of(LOGIN, directory).getTokenSync(SCOPE).getToken()).isEqualTo("TOKEN");
    assertThat(asked).last().asString().endsWith("/tenant/oauth2/v2.0/token");
  }

  @Test
  void clientSecret_wrong_isRefused() {
    HttpClient directory =
        answering(401, "{'error':'invalid_client','error_description':'AADSTS7000215: wrong'}");
    RuntimeException error =
        catchRuntimeException(() -> AzureTokens.of(LOGIN, directory).getTokenSync(SCOPE));
    StoreFailure failure = AzureErrors.of(error).failure();
    assertThat(failure).isInstanceOf(StoreFailure.Refused.class);
    assertThat(failure.reason()).contains("AADSTS7000215").doesNotContain("secret");
  }

  @Test
  void directory_failing_isUnavailable() {
    HttpClient directory = answering(500, "{'error':'server_error','error_description':'later'}");
    RuntimeException error =
        catchRuntimeException(() -> AzureTokens.of(LOGIN, directory).getTokenSync(SCOPE));
    assertThat(AzureErrors.of(error).failure()).isInstanceOf(StoreFailure.Unavailable.class);
  }

  private HttpClient answering(int status, String json) {
    return request -> {
      asked.add(request.getUrl().toString());
      boolean discovery = request.getUrl().getPath().contains("/discovery/");
      return Mono.just(
          discovery
              ? new Reply(request, 200, "{'tenant_discovery_endpoint':'https://h/','metadata':[]}")
              : new Reply(request, status, json));
    };
  }

  private static final class Reply extends HttpResponse {
    private final int status;
    private final byte[] body;

    Reply(HttpRequest request, int status, String json) {
      super(request);
      this.status = status;
      this.body = json.replace('\'', '"').getBytes(UTF_8);
    }

    @Override
    public int getStatusCode() {
      return status;
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // It is the SDK that calls it.
    public @Nullable String getHeaderValue(String name) {
      return getHeaders().getValue(HttpHeaderName.fromString(name));
    }

    @Override
    public HttpHeaders getHeaders() {
      return new HttpHeaders().set(HttpHeaderName.CONTENT_TYPE, "application/json");
    }

    @Override
    public BinaryData getBodyAsBinaryData() {
      return BinaryData.fromBytes(body);
    }

    @Override
    public Flux<ByteBuffer> getBody() {
      return Flux.just(ByteBuffer.wrap(body));
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
      return Mono.just(body);
    }

    @Override
    public Mono<String> getBodyAsString() {
      return getBodyAsString(UTF_8);
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
      return Mono.just(new String(body, charset));
    }
  }
}
