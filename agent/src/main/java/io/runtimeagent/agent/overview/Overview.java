package io.runtimeagent.agent.overview;

import io.runtimeagent.agent.page.PageModel;
import io.runtimeagent.agent.page.PageModel.Failure;
import io.runtimeagent.agent.page.PageModel.Heartbeat;
import io.runtimeagent.agent.page.PageModel.Problem;
import io.runtimeagent.agent.page.PageModel.Shipping;
import io.runtimeagent.agent.runtime.RuntimeView;
import io.runtimeagent.probe.ProbeStatus;
import io.runtimeagent.probe.alert.DeskStatus;
import io.runtimeagent.ship.ShipperStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes the page's content of one moment.
public final class Overview {
  private final About about;

  /// What does not change while the agent runs. `shippingOff` and `heartbeatOff` say why a part
  /// does not run here, where it does not.
  public record About(
      String deployment,
      String role,
      String version,
      Instant startedAt,
      Route route,
      String shippingOff,
      String heartbeatOff) {}

  /// Where logs come from and go to, and how fresh they are kept.
  public record Route(String from, String to, String freshness) {}

  /// The parts as they stand; absent ones do not run here.
  public record Parts(
      Optional<ShipperStatus> shipping,
      Optional<ProbeStatus> probe,
      DeskStatus alerts,
      RuntimeView runtime) {}

  public Overview(About about) {
    this.about = about;
  }

  public PageModel at(Instant now, Parts parts) {
    Optional<ShippingPart> shipping =
        parts.shipping().map(status -> new ShippingPart(status, about.route(), now));
    Optional<HeartbeatPart> heartbeat = parts.probe().map(status -> new HeartbeatPart(status, now));
    var alerts = new AlertsPart(parts.alerts(), now);
    var self = new RunningPart.Self(about.role(), about.version(), about.startedAt());
    var running = new RunningPart(parts.runtime(), self, now);
    Stream<Problem> problems =
        Stream.of(
                heartbeat.map(HeartbeatPart::problems).orElse(List.of()),
                shipping.map(ShippingPart::problems).orElse(List.of()),
                alerts.problems(),
                running.problems())
            .flatMap(List::stream)
            .sorted(Comparator.comparing(Problem::level).reversed());
    return new PageModel(
        now,
        about.deployment(),
        problems.toList(),
        running.banner(),
        running.facts(),
        heartbeat.map(HeartbeatPart::panel).orElseGet(() -> heartbeatOff(now)),
        alerts.panel(),
        shipping.map(ShippingPart::panel).orElseGet(this::shippingOff),
        shipping.map(ShippingPart::failures).orElse(List.<Failure>of()));
  }

  private Shipping shippingOff() {
    return ShippingPart.off(about.shippingOff());
  }

  private Heartbeat heartbeatOff(Instant now) {
    return HeartbeatPart.off(about.heartbeatOff(), now);
  }
}
