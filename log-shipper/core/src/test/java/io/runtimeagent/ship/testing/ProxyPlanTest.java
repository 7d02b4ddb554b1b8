package io.runtimeagent.ship.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.testing.ProxyFault.Moment;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyPlanTest {
  private static final ProxyFault DROP = new ProxyFault.Drop(Moment.BEFORE);
  private static final ProxyFault FORWARD = new ProxyFault.Forward();
  private static final ProxyRequest PUT = new ProxyRequest("PUT", "/b/k", Map.of());
  private static final ProxyRequest GET = new ProxyRequest("GET", "/b/k", Map.of());

  private final RandomGenerator random = RandomGeneratorFactory.getDefault().create(1);

  @Test
  void onlyFor_letsTheOthersPass() {
    ProxyPlan plan = ProxyPlan.always(DROP).onlyFor(ProxyRequest::isWrite);
    assertThat(plan.faultOf(PUT, random)).isEqualTo(DROP);
    assertThat(plan.faultOf(GET, random)).isEqualTo(FORWARD);
  }

  @Test
  void times_countsOnlyFaults() {
    ProxyPlan plan = ProxyPlan.always(DROP).onlyFor(ProxyRequest::isWrite).times(1);
    assertThat(plan.faultOf(GET, random)).isEqualTo(FORWARD);
    assertThat(plan.faultOf(PUT, random)).isEqualTo(DROP);
    assertThat(plan.faultOf(PUT, random)).isEqualTo(FORWARD);
  }

  @Test
  void orElse_judgesWhatPassed() {
    ProxyFault cut = new ProxyFault.CutResponse();
    ProxyPlan plan =
        ProxyPlan.always(DROP).onlyFor(ProxyRequest::isWrite).orElse(ProxyPlan.always(cut));
    assertThat(plan.faultOf(PUT, random)).isEqualTo(DROP);
    assertThat(plan.faultOf(GET, random)).isEqualTo(cut);
  }

  @Test
  void oneIn_hitsAboutSoMany() {
    ProxyPlan plan = ProxyPlan.always(DROP).oneIn(10);
    assertThat(histogram(plan, PUT).get("Drop")).isBetween(900, 1_100);
  }

  @Test
  void chaos_hitsAFifthOfTheWritesAndFewReads() {
    Map<String, Integer> writes = histogram(ProxyPlan.chaos(), PUT);
    assertThat(writes.get("Forward")).isBetween(7_800, 8_200);
    assertThat(writes).containsKeys("Drop", "Answer", "CommitLate");
    assertThat(histogram(ProxyPlan.chaos(), GET).get("Forward")).isBetween(9_500, 9_700);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /                                          | GET /",
        "GET /logs?list-type=2&prefix=a%2F              | GET /*?list-type&prefix",
        "PUT /logs/a/b.log                              | PUT /*/**",
        "PUT /logs/a/b.log?uploadId=1&partNumber=2      | PUT /*/**?partNumber&uploadId",
        "POST /logs/a.log?uploads                       | POST /*/**?uploads",
        "PUT /devstoreaccount1/c/a/b?comp=blocklist     | PUT"
            + " /devstoreaccount1/*/**?comp=blocklist",
        "PUT /devstoreaccount1/c?restype=container      | PUT"
            + " /devstoreaccount1/*?restype=container",
        "GET /storage/v1/b/x/o?prefix=a                 | GET /storage/v1/b/*/o?prefix",
        "GET /storage/v1/b/x/o/a%2Fb?alt=media          | GET /storage/v1/b/*/o/**?alt=media",
        "POST /storage/v1/b/x/o/a%2Fb/compose           | POST /storage/v1/b/*/o/**/compose",
        "POST /upload/storage/v1/b/x/o?uploadType=media | POST"
            + " /upload/storage/v1/b/*/o?uploadType=media",
      })
  void operation_forgetsWhatItIsAbout(String request, String operation) {
    String[] words = request.split(" ", 2);
    assertThat(new ProxyRequest(words[0], words[1], Map.of()).operation()).isEqualTo(operation);
  }

  private Map<String, Integer> histogram(ProxyPlan plan, ProxyRequest request) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < 10_000; i++) {
      counts.merge(plan.faultOf(request, random).getClass().getSimpleName(), 1, Integer::sum);
    }
    return counts;
  }
}
