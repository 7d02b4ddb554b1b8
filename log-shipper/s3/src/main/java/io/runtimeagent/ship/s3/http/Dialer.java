package io.runtimeagent.ship.s3.http;

import io.runtimeagent.ship.s3.http.HttpConnection.Preface;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Opens connections along a route: each address of the host in turn, a tunnel where a proxy stands
/// before TLS.
final class Dialer {
  private final HttpRoute route;
  private final String headerLines;

  Dialer(HttpRoute route, String userAgent) {
    this.route = route;
    this.headerLines = "user-agent: " + userAgent + "\r\n";
  }

  /// A connection on which nothing has been sent. `handshakeTimeout` limits each read of a tunnel's
  /// or TLS's beginning.
  HttpConnection dial(Duration handshakeTimeout) throws IOException {
    Socket wire =
        route.proxy().isPresent()
            ? connect(route.proxy().get().getHost(), port(route.proxy().get()))
            : connect(route.host(), route.port());
    try {
      wire.setTcpNoDelay(true);
      wire.setSoTimeout((int) handshakeTimeout.toMillis());
      return route.tls().isPresent()
          ? secured(wire, route.tls().get())
          : new HttpConnection(wire, wire, clearPreface());
    } catch (IOException e) {
      wire.close();
      throw e;
    }
  }

  private Socket connect(String host, int port) throws IOException {
    ConnectException failure = new ConnectException("Cannot connect to " + host + ":" + port);
    for (InetAddress address : InetAddress.getAllByName(host)) {
      Socket socket = new Socket();
      try {
        socket.connect(
            new InetSocketAddress(address, port), (int) route.connectTimeout().toMillis());
        return socket;
      } catch (IOException e) {
        socket.close();
        failure.addSuppressed(e);
      }
    }
    throw failure;
  }

  private HttpConnection secured(Socket wire, HttpRoute.Tls tls) throws IOException {
    if (route.proxy().isPresent()) {
      tunnel(wire, route.proxy().get());
    }
    SSLSocket socket =
        (SSLSocket) tls.sockets().createSocket(wire, route.host(), route.port(), true);
    if (tls.hostCheck() == HttpRoute.HostCheck.REQUIRED) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
    }
    socket.startHandshake();
    return new HttpConnection(socket, wire, new Preface("", headerLines));
  }

  private void tunnel(Socket wire, URI proxy) throws IOException {
    String authority = route.host() + ":" + route.port();
    String request =
        "CONNECT "
            + authority
            + " HTTP/1.1\r\nhost: "
            + authority
            + "\r\n"
            + authorizationLine(proxy)
            + "\r\n";
    wire.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    HttpHead head = HttpHead.read(wire.getInputStream(), "HEAD");
    if (head.status() / 100 != 2) {
      throw new ConnectException("The proxy refused the tunnel with status " + head.status() + ".");
    }
  }

  /// A proxy that reads the requests itself wants to know whom they are for, and from whom.
  private Preface clearPreface() {
    return route
        .proxy()
        .map(
            proxy ->
                new Preface("http://" + route.hostHeader(), headerLines + authorizationLine(proxy)))
        .orElseGet(() -> new Preface("", headerLines));
  }

  private static String authorizationLine(URI proxy) {
    return Optional.ofNullable(proxy.getRawUserInfo())
        .map(info -> URLDecoder.decode(info, StandardCharsets.UTF_8))
        .map(info -> info.getBytes(StandardCharsets.UTF_8))
        .map(info -> "proxy-authorization: Basic " + Base64.getEncoder().encodeToString(info))
        .map(line -> line + "\r\n")
        .orElse("");
  }

  private static int port(URI proxy) {
    return proxy.getPort() > 0 ? proxy.getPort() : 3128;
  }
}
