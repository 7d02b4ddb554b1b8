package io.runtimeagent.ship.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.ship.store.ListedObject;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.Samples;
import io.runtimeagent.ship.store.StoredObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AzureXmlTest {
  private static final ObjectRecord RECORD = Samples.record(Samples.bytes(10, 1));

  @Test
  void listing_givesWhatEachBlobSays() throws AzureException {
    String body =
        """
        <?xml version="1.0" encoding="utf-8"?>
        <EnumerationResults ServiceEndpoint="https://h/" ContainerName="logs">
          <Prefix> a </Prefix>
          <Blobs>
            <Blob><Name> a&amp;b </Name>
              <Properties><Etag>0x8D1</Etag><Content-Length>10</Content-Length>
                <Content-MD5>AQID</Content-MD5><BlobType>BlockBlob</BlobType></Properties>
              <Metadata><runtimeagent>%s</runtimeagent><other>x</other></Metadata></Blob>
            <Blob><Name Encoded="true">a%%EF%%BF%%BE+b</Name>
              <Properties><Etag>"0x8D2"</Etag><Content-Length>0</Content-Length>
                <Content-MD5 /></Properties><Metadata /></Blob>
          </Blobs>
          <NextMarker>2!76!x</NextMarker>
        </EnumerationResults>
        """
            .formatted(RECORD.encode());
    BlobListing listing = BlobListing.parse(body.getBytes(UTF_8), new AzureXml());
    assertThat(listing.objects())
        .containsExactly(
            new ListedObject(
                new ObjectKey(" a&b "),
                new StoredObject("0x8D1", 10, Optional.of(RECORD)),
                Optional.of("010203")),
            new ListedObject(
                new ObjectKey("a\uFFFE+b"),
                new StoredObject("0x8D2", 0, Optional.empty()),
                Optional.empty()));
    assertThat(listing.next()).isEqualTo("2!76!x");
  }

  @Test
  void blockLists_tellCommittedFromOthers() throws AzureException {
    String body =
        """
        <BlockList><CommittedBlocks>
          <Block><Name>QQ==</Name><Size>1</Size></Block>
          <Block><Name>Qg==</Name><Size>4194304000</Size></Block>
        </CommittedBlocks><UncommittedBlocks>
          <Block><Name>Qw==</Name><Size>3</Size></Block>
        </UncommittedBlocks></BlockList>
        """;
    BlockLists lists = BlockLists.parse(body.getBytes(UTF_8), new AzureXml());
    assertThat(lists.committed())
        .containsExactly(new Block("QQ==", 1), new Block("Qg==", 4_194_304_000L));
    assertThat(lists.uncommitted()).containsExactly(new Block("Qw==", 3));
    assertThat(BlockStager.idBytes(lists.committed())).isEqualTo(1);
  }

  @Test
  void commit_namesKeptAndAddedApart() {
    assertThat(
            new String(
                BlockLists.commit(List.of(new Block("QQ==", 1)), List.of(new Block("Qg==", 1))),
                UTF_8))
        .endsWith(
            "<BlockList><Committed>QQ==</Committed><Uncommitted>Qg==</Uncommitted></BlockList>");
  }

  @Test
  void senseless_isUnavailable() {
    for (String body :
        List.of("", "<html><p></html>", "<Blobs><Content-Length>x</Content-Length>")) {
      assertThatThrownBy(() -> BlobListing.parse(body.getBytes(UTF_8), new AzureXml()))
          .isInstanceOfSatisfying(
              AzureException.class,
              e -> assertThat(e.kind()).isEqualTo(AzureException.Kind.UNAVAILABLE));
    }
  }

  @Test
  void entities_areNotFollowed() {
    String body = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>";
    assertThatThrownBy(() -> BlobListing.parse(body.getBytes(UTF_8), new AzureXml()))
        .isInstanceOf(AzureException.class);
  }
}
