package io.runtimeagent.probe.alert;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Names of one domain are looked up for ever, as with a name server that does not answer; all
/// others as usual. The JDK finds it as a service.
public final class HangingNames extends InetAddressResolverProvider {
  static final String DOMAIN = "hangs.test";

  private static final CountDownLatch ASKED = new CountDownLatch(1);
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  /// Whether such a name was asked for; waits for it.
  static boolean asked() throws InterruptedException {
    return ASKED.await(30, TimeUnit.SECONDS);
  }

  @Override
  public InetAddressResolver get(Configuration configuration) {
    InetAddressResolver usual = configuration.builtinResolver();
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        if (host.endsWith(DOMAIN)) {
          hang();
        }
        return usual.lookupByName(host, policy);
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return usual.lookupByAddress(address);
      }
    };
  }

  private static void hang() throws UnknownHostException {
    ASKED.countDown();
    try {
      NEVER.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("interrupted");
    }
  }

  @Override
  public String name() {
    return "names that hang";
  }
}
