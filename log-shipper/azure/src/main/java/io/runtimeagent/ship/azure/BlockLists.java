package io.runtimeagent.ship.azure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamReader;

/// The blocks that a blob consists of, and those that wait for a commit.
record BlockLists(List<Block> committed, List<Block> uncommitted) {

  BlockLists {
    committed = List.copyOf(committed);
    uncommitted = List.copyOf(uncommitted);
  }

  static BlockLists parse(byte[] body, AzureXml xml) throws AzureException {
    var parser = new Parser();
    xml.read(body, parser);
    return new BlockLists(parser.committed, parser.uncommitted);
  }

  /// The body of a commit: blocks that stay, then blocks that are new.
  static byte[] commit(List<Block> kept, List<Block> added) {
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>");
    kept.forEach(block -> xml.append("<Committed>").append(block.id()).append("</Committed>"));
    added.forEach(block -> xml.append("<Uncommitted>").append(block.id()).append("</Uncommitted>"));
    return xml.append("</BlockList>").toString().getBytes(StandardCharsets.US_ASCII);
  }

  static long bytes(List<Block> blocks) {
    return blocks.stream().mapToLong(Block::bytes).sum();
  }

  private static final class Parser implements AzureXml.Handler {
    private final List<Block> committed = new ArrayList<>();
    private final List<Block> uncommitted = new ArrayList<>();
    private List<Block> current = committed;
    private String id = "";
    private long bytes;

    @Override
    public void begins(String element, XMLStreamReader xml) {
      if (element.equals("CommittedBlocks")) {
        current = committed;
      } else if (element.equals("UncommittedBlocks")) {
        current = uncommitted;
      }
    }

    @Override
    public void ends(String element, String text) {
      switch (element) {
        case "Name" -> id = text;
        case "Size" -> bytes = Long.parseLong(text);
        case "Block" -> current.add(new Block(id, bytes));
        default -> {}
      }
    }
  }
}
