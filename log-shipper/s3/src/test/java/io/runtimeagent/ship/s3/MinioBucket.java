package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.testing.MinioServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// A bucket of a MinIO that runs for a test, seen through our store and past it.
record MinioBucket(MinioServer server, String name) {

  void createIfAbsent() {
    if (server.send("HEAD", "/" + name, Map.of(), new byte[0]).statusCode() == 404) {
      server.createBucket(name);
    }
  }

  S3Store open() {
    return open(settings(), RequestListener.NOOP);
  }

  S3Store open(S3Settings settings, RequestListener listener) {
    return S3Store.open(settings, InstantSource.system(), listener);
  }

  S3Settings settings() {
    return settings(server.endpoint());
  }

  /// The bucket as it is reached through a proxy.
  S3Settings settings(URI endpoint) {
    var keys =
        new S3Credentials.StaticKeys(server.accessKey(), server.secretKey(), Optional.empty());
    return S3Settings.of(name, keys).at(endpoint, MinioServer.REGION);
  }

  HttpResponse<byte[]> send(
      String method, ObjectKey key, Map<String, String> headers, byte[] content) {
    return server.send(method, "/" + name + "/" + S3Encoding.path(key.value()), headers, content);
  }
}
