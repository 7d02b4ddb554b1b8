package io.runtimeagent.ship.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.RequestListener.Operation;
import io.runtimeagent.ship.store.Samples;
import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.StoredObject;
import io.runtimeagent.ship.store.WriteOutcome;
import io.runtimeagent.ship.testing.AzuriteServer;
import io.runtimeagent.ship.testing.WithServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What only Azure has: blocks, tiers, ways to log in.
@WithServer(AzuriteServer.class)
class ITAzureBlobs {
  private static final ObjectKey KEY = new ObjectKey("dag_id=d/attempt=1.log");
  private static final byte[] NOTHING = {};
  private final AzuriteServer server;
  private final String container = "logs-" + UUID.randomUUID();
  private final List<Operation> told = new CopyOnWriteArrayList<>();
  private final AzureStore store;

  ITAzureBlobs(AzuriteServer server) {
    this.server = server;
    this.store = store(new AzureLogin.ConnectionString(server.connectionString()));
  }

  private AzureStore store(AzureLogin login) {
    RequestListener listener = (operation, _, _) -> told.add(operation);
    return new AzureStore(
        new AzureSettings(Optional.of(URI.create(server.accountEndpoint())), container, login),
        InstantSource.system(),
        listener);
  }

  @BeforeEach
  void createContainer() {
    server.createBucket(container);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void append_afterCreate_asksNothingAndSendsTheNewBytesOnly() throws IOException {
    byte[] content = Samples.bytes(100_000, 1);
    StoredObject object = created(content);
    told.clear();
    byte[] added = Samples.bytes(10, 2);
    committed(store.append(KEY, Samples.withoutWhole(object, content, added)));
    assertThat(told).containsExactly(Operation.APPEND, Operation.APPEND);
    assertThat(blockSizes()).containsExactly(100_000L, 10L);
    assertContent(Samples.concat(content, added));
  }

  @Test
  void create_small_isOneRequest() {
    created(Samples.bytes(20_000, 1));
    assertThat(told).containsExactly(Operation.CREATE);
  }

  @Test
  void growth_bySmallSteps_keepsFewBlocks() throws IOException {
    byte[] all = Samples.bytes(70_000, 1);
    StoredObject object = created(all);
    for (int step = 0; step < 60; step++) {
      byte[] line = Samples.bytes(100, step);
      object = committed(store.append(KEY, Samples.withoutWhole(object, all, line)));
      all = Samples.concat(all, line);
    }
    assertThat(blockSizes()).hasSizeLessThan(20);
    assertContent(all);
  }

  @Test
  void large_isStreamedInBlocks() throws IOException {
    byte[] content = Samples.bytes(20 << 20, 1);
    StoredObject object = created(content);
    assertThat(blockSizes()).containsExactly(8L << 20, 8L << 20, 4L << 20);
    byte[] added = Samples.bytes(1, 2);
    committed(store.append(KEY, Samples.withoutWhole(object, content, added)));
    assertContent(Samples.concat(content, added));
  }

  @Test
  void contentType_isText() {
    for (int length : new int[] {10, 100_000}) {
      StoredObject object = created(Samples.bytes(length, 1));
      assertThat(header("Content-Type")).startsWith("text/plain");
      delete(object);
    }
  }

  @Test
  void tier_givenByOthers_isKept() {
    for (int length : new int[] {10, 100_000}) {
      byte[] content = Samples.bytes(length, 1);
      created(content);
      var cool = Map.of("x-ms-access-tier", "Cool");
      assertThat(send("PUT", "?comp=tier", cool, NOTHING).statusCode()).isEqualTo(200);
      StoredObject object = present();
      try (AzureStore other = store(new AzureLogin.ConnectionString(server.connectionString()))) {
        object =
            committed(other.append(KEY, Samples.withoutWhole(object, content, new byte[] {1})));
      }
      assertThat(header("x-ms-access-tier")).isEqualTo("Cool");
      delete(object);
    }
  }

  @Test
  void blocksOfOthers_withOtherIds_areGoneAlongWith() throws IOException {
    byte[] theirs = Samples.bytes(80_000, 1);
    stage("QUJD", theirs);
    byte[] list = "<BlockList><Latest>QUJD</Latest></BlockList>".getBytes(UTF_8);
    assertThat(send("PUT", "?comp=blocklist", Map.of(), list).statusCode()).isEqualTo(201);
    byte[] added = Samples.bytes(10, 2);
    committed(store.append(KEY, Samples.withoutWhole(present(), theirs, added)));
    assertContent(Samples.concat(theirs, added));
  }

  @Test
  void blocksOfOthers_neverCommitted_hinderNobody() throws IOException {
    stage("QUJD", Samples.bytes(10, 1));
    stage("REVG", Samples.bytes(10, 1));
    assertThat(store.inspect(KEY)).isEqualTo(new Inspection.Absent());
    byte[] content = Samples.bytes(100_000, 1);
    created(content);
    assertContent(content);
  }

  /// What an agent leaves that was killed between the blocks and their commit.
  @Test
  void blocksNeverCommitted_doNotHinderASmallLog() throws IOException {
    stage("QUJD", Samples.bytes(10, 1));
    byte[] content = Samples.bytes(20, 2);
    created(content);
    assertContent(content);
  }

  @Test
  void container_missing_isRefused() {
    var settings =
        new AzureSettings(
            Optional.of(URI.create(server.accountEndpoint())),
            "nothing-there",
            new AzureLogin.ConnectionString(server.connectionString()));
    try (var lost = new AzureStore(settings, InstantSource.system(), RequestListener.NOOP)) {
      assertThat(lost.inspect(KEY))
          .isInstanceOfSatisfying(
              Inspection.Failed.class,
              failed -> assertThat(failed.failure()).isInstanceOf(StoreFailure.Refused.class));
      byte[] content = Samples.bytes(10, 1);
      assertThat(lost.create(KEY, Content.of(content), Samples.record(content)))
          .isInstanceOf(WriteOutcome.Refused.class);
    }
  }

  @Test
  void key_wrong_isRefused() {
    try (AzureStore stranger = store(new AzureLogin.SharedKey("", "d3Jvbmc="))) {
      assertThat(stranger.inspect(KEY)).isInstanceOf(Inspection.Failed.class);
    }
    try (AzureStore owner = store(new AzureLogin.SharedKey("", AzuriteServer.ACCOUNT_KEY))) {
      assertThat(owner.inspect(KEY)).isEqualTo(new Inspection.Absent());
    }
  }

  @Test
  void signature_isEnough() throws IOException {
    var permission = BlobContainerSasPermission.parse("rwdlc");
    try (var transport = new AzureTransport(AzurePatience.USUAL)) {
      String query =
          new BlobContainerClientBuilder()
              .connectionString(server.connectionString())
              .containerName(container)
              .httpClient(transport)
              .buildClient()
              .generateSas(
                  new BlobServiceSasSignatureValues(
                      OffsetDateTime.now(ZoneOffset.UTC).plusHours(1), permission));
      try (AzureStore guest = store(new AzureLogin.SharedAccessSignature(query))) {
        byte[] content = Samples.bytes(100_000, 1);
        committed(guest.create(KEY, Content.of(content), Samples.record(content)));
        var found = new CopyOnWriteArrayList<ObjectKey>();
        guest.list("dag_id=", object -> found.add(object.key()));
        assertThat(found).containsExactly(KEY);
        assertContent(content);
      }
    }
  }

  private StoredObject created(byte[] content) {
    return committed(store.create(KEY, Content.of(content), Samples.record(content)));
  }

  private static StoredObject committed(WriteOutcome outcome) {
    assertThat(outcome).isInstanceOf(WriteOutcome.Committed.class);
    return ((WriteOutcome.Committed) outcome).object();
  }

  private StoredObject present() {
    return ((Inspection.Present) store.inspect(KEY)).object();
  }

  private void delete(StoredObject object) {
    try {
      store.delete(KEY, object.version());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void assertContent(byte[] content) throws IOException {
    try (InputStream in = store.read(KEY, present().version(), 0)) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  private List<Long> blockSizes() throws AzureException {
    byte[] body = send("GET", "?comp=blocklist", Map.of(), NOTHING).body();
    return BlockLists.parse(body, new AzureXml()).committed().stream().map(Block::bytes).toList();
  }

  private void stage(String id, byte[] bytes) {
    String query = "?comp=block&blockid=" + id;
    assertThat(send("PUT", query, Map.of(), bytes).statusCode()).isEqualTo(201);
  }

  private String header(String name) {
    HttpResponse<byte[]> reply = send("HEAD", "", Map.of(), NOTHING);
    return reply.headers().firstValue(name).orElse("");
  }

  private HttpResponse<byte[]> send(
      String method, String query, Map<String, String> headers, byte[] body) {
    BlobAddress address = BlobAddress.of(URI.create("/"), container, "");
    String path = "/" + AzuriteServer.ACCOUNT + address.blob(KEY, "") + query;
    return server.send(method, path, headers, body);
  }
}
