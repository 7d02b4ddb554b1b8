package io.runtimeagent.probe.lease;

class FakeLeaseTest extends LeaseContract {
  private final FakeLease shared = new FakeLease();

  @Override
  protected Lease lease() {
    return new Guarded(shared);
  }

  /// The model's fake is for one thread; here several ask it.
  private record Guarded(FakeLease lease) implements Lease {
    @Override
    public View look(@org.jspecify.annotations.Nullable String known) {
      synchronized (lease) {
        return lease.look(known);
      }
    }

    @Override
    public Write write(@org.jspecify.annotations.Nullable String version, String text) {
      synchronized (lease) {
        return lease.write(version, text);
      }
    }
  }
}
