package io.runtimeagent.ship.log;

import java.util.zip.CRC32C;

/// CRC-32C (Castagnoli) of bytes, and the checksum of two stretches put together, computed from
/// theirs.
///
/// Combining multiplies by x to the power of 8n, in GF(2) modulo the polynomial, so an object's
/// checksum follows from its old one and that of the bytes added, without reading the object again.
public final class Crc32c {
  /// The Castagnoli polynomial, bit-reversed, as checksums are.
  private static final int POLYNOMIAL = 0x82f63b78;

  private Crc32c() {}

  public static int of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  public static int of(byte[] bytes, int offset, int length) {
    var crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  /// The checksum of A followed by B, where B is `secondLength` bytes long.
  public static int combine(int first, int second, long secondLength) {
    if (secondLength < 0) {
      throw new IllegalArgumentException("secondLength is negative: " + secondLength);
    }
    return multiply(powerOfX(secondLength), first) ^ second;
  }

  /// x^(8 * bytes) modulo the polynomial, by squaring.
  private static int powerOfX(long bytes) {
    int result = 1 << 31;
    int square = 1 << 23;
    for (long rest = bytes; rest != 0; rest >>>= 1) {
      if ((rest & 1) != 0) {
        result = multiply(square, result);
      }
      square = multiply(square, square);
    }
    return result;
  }

  /// The product of two reflected polynomials: bit 31 is x^0.
  private static int multiply(int a, int b) {
    int product = 0;
    int factor = b;
    for (int bit = 31; bit >= 0; bit--) {
      if ((a >>> bit & 1) != 0) {
        product ^= factor;
      }
      factor = (factor & 1) != 0 ? factor >>> 1 ^ POLYNOMIAL : factor >>> 1;
    }
    return product;
  }
}
