package io.runtimeagent.ship.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3XmlTest {
  @Test
  void listing_givesItsTextsAndEntries() throws IOException {
    String text =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
          <IsTruncated>false</IsTruncated><Prefix/>
          <Contents><Key>a&amp;b</Key><ETag>&quot;x&quot;</ETag>
            <Owner><ID>me</ID></Owner><Size>5</Size></Contents>
          <CommonPrefixes><Prefix>p/</Prefix></CommonPrefixes>
        </ListBucketResult>
        """;
    var entries = new ArrayList<String>();
    S3Xml.Fields root =
        new S3Xml()
            .read(
                bytes(text),
                (name, fields) ->
                    entries.add(name + fields.text("Key").orElse("") + fields.texts().size()));
    assertThat(root.root()).isEqualTo("ListBucketResult");
    assertThat(root.text("IsTruncated")).contains("false");
    assertThat(root.text("Prefix")).contains("");
    assertThat(root.text("Absent")).isEmpty();
    assertThat(entries).containsExactly("Contentsa&b4", "CommonPrefixes1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no xml",
        "<html><p></html>",
        "<a><b>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><a><b>&e;</b></a>",
        "{\"json\": true}"
      })
  void text_thatIsNotXml_isAFailure(String text) {
    assertThatThrownBy(() -> new S3Xml().read(bytes(text), (_, _) -> {}))
        .isInstanceOf(IOException.class);
    assertThat(S3Xml.Fields.ofErrorOrEmpty(bytes(text)).texts()).isEmpty();
  }

  @Test
  void error_isRead() {
    String text = "<Error><Code>NoSuchKey</Code><Message>Gone.</Message></Error>";
    assertThat(S3Xml.Fields.ofErrorOrEmpty(bytes(text)).text("Code")).contains("NoSuchKey");
    String page = "<html><Code>NoSuchKey</Code></html>";
    assertThat(S3Xml.Fields.ofErrorOrEmpty(bytes(page)).texts()).isEmpty();
  }

  @Test
  void field_thatIsMissing_isNamed() {
    assertThatThrownBy(
            () -> new S3Xml().read(bytes("<a><b>1</b></a>"), (_, _) -> {}).require("ETag"))
        .hasMessageContaining("<ETag>");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
