package io.runtimeagent.ship.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.BinaryData;
import io.runtimeagent.ship.store.RequestListener.Operation;
import java.util.Optional;

/// One request as it is being put together; `operation` is what metrics call it.
final class AzureCall {
  private final Operation operation;
  private final HttpRequest request;

  private AzureCall(Operation operation, HttpRequest request) {
    this.operation = operation;
    this.request = request;
  }

  static AzureCall head(Operation operation, String url) {
    return bodiless(operation, new HttpRequest(HttpMethod.HEAD, url));
  }

  static AzureCall get(Operation operation, String url) {
    return bodiless(operation, new HttpRequest(HttpMethod.GET, url));
  }

  static AzureCall put(Operation operation, String url, BinaryData body) {
    return new AzureCall(operation, new HttpRequest(HttpMethod.PUT, url).setBody(body));
  }

  static AzureCall delete(Operation operation, String url) {
    return bodiless(operation, new HttpRequest(HttpMethod.DELETE, url));
  }

  /// The SDK's signature takes a missing length for the text `null`.
  private static AzureCall bodiless(Operation operation, HttpRequest request) {
    return new AzureCall(operation, request).with("Content-Length", "0");
  }

  AzureCall with(String header, String value) {
    request.setHeader(HttpHeaderName.fromString(header), value);
    return this;
  }

  AzureCall with(String header, Optional<String> value) {
    value.ifPresent(text -> with(header, text));
    return this;
  }

  AzureCall ifMatch(String version) {
    return with("If-Match", "\"" + version + "\"");
  }

  AzureCall ifAbsent() {
    return with("If-None-Match", "*");
  }

  Operation operation() {
    return operation;
  }

  HttpRequest request() {
    return request;
  }
}
