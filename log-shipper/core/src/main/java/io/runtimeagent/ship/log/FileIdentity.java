package io.runtimeagent.ship.log;

import java.nio.file.attribute.BasicFileAttributes;

/// Which file this is, as long as it exists: its inode, and when it was born as far as the file
/// system tells.
///
/// The device is left out: it changes when a volume is mounted again. `birthNanos` is 0 where it is
/// not known (the JDK then gives the time of the last change, so an equal time is no birth).
public record FileIdentity(long inode, long birthNanos) {

  static FileIdentity of(BasicFileAttributes attributes) {
    long birth = Times.nanos(attributes.creationTime());
    return new FileIdentity(
        inode(attributes.fileKey()),
        birth == Times.nanos(attributes.lastModifiedTime()) ? 0 : birth);
  }

  /// Whether this may be the file that `earlier` was: content has to decide when it may.
  public boolean maySucceed(FileIdentity earlier) {
    return inode == earlier.inode && !bornApart(earlier);
  }

  /// Whether this certainly is another file than `earlier`: both were born, at different times.
  public boolean bornApart(FileIdentity earlier) {
    return birthNanos != 0 && earlier.birthNanos != 0 && birthNanos != earlier.birthNanos;
  }

  /// The inode in the JDK's `(dev=fe00,ino=9986880)`; the only public way to it below a secure
  /// directory.
  private static long inode(Object fileKey) {
    String text = fileKey.toString();
    int from = text.indexOf("ino=");
    int to = text.indexOf(')', from);
    return from < 0 || to < 0 ? 0 : Long.parseLong(text, from + 4, to, 10);
  }
}
