package io.runtimeagent.ship.azure;

import com.azure.core.util.BinaryData;
import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener.Operation;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;

/// Sends content as blocks that nobody sees before they are committed.
///
/// Ids are drawn anew for every attempt: a committed block that is staged again with other bytes
/// would be replaced by them without a word.
final class BlockStager {
  /// Raw bytes of an id, unless the blob has blocks already: all ids of a blob are of one length.
  static final int ID_BYTES = 12;

  /// Up to here a block is read before it is sent, which costs less than streaming it.
  private static final int BUFFERED = 256 << 10;

  private final BlobAddress address;
  private final AzureHttp http;
  private final RandomGenerator random;

  BlockStager(AzureSite site, RandomGenerator random) {
    this.address = site.address();
    this.http = site.http();
    this.random = random;
  }

  /// The length of ids that a blob with these blocks takes.
  static int idBytes(List<Block> blocks) {
    return blocks.isEmpty() ? ID_BYTES : Base64.getDecoder().decode(blocks.getFirst().id()).length;
  }

  List<Block> stage(ObjectKey key, Content content, int idBytes) throws IOException {
    var blocks = new ArrayList<Block>();
    try (InputStream in = content.open()) {
      long left = content.length();
      while (left > 0) {
        int size = (int) Math.min(left, BlockPlan.LARGEST);
        var id = new byte[idBytes];
        random.nextBytes(id);
        var block = new Block(Base64.getEncoder().encodeToString(id), size);
        http.send(AzureCall.put(Operation.APPEND, url(key, block), body(in, size)));
        blocks.add(block);
        left -= size;
      }
      requireEnd(in);
    }
    return blocks;
  }

  static BinaryData body(InputStream in, int size) throws IOException {
    if (size > BUFFERED) {
      return BinaryData.fromStream(new LimitedInputStream(in, size), (long) size);
    }
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("The content ended " + (size - bytes.length) + " bytes early.");
    }
    return BinaryData.fromBytes(bytes);
  }

  /// Only at its end does content say whether it is what was measured.
  static void requireEnd(InputStream in) throws IOException {
    if (in.read() >= 0) {
      throw new IOException("The content is longer than it was.");
    }
  }

  private String url(ObjectKey key, Block block) {
    String id = URLEncoder.encode(block.id(), StandardCharsets.US_ASCII);
    return address.blob(key, "comp=block&blockid=" + id);
  }
}
