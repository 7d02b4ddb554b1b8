package io.runtimeagent.agent.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Certificates and keys as RFC 7468 writes them. Keys: PKCS#8, and PKCS#1 for RSA, in clear.
final class Pem {
  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN ((?:[A-Z]+ )*)PRIVATE KEY-----([^-]+)-----END \\1PRIVATE KEY-----");

  /// AlgorithmIdentifier of rsaEncryption, which PKCS#8 has before the key and PKCS#1 has not.
  private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  private Pem() {}

  /// A store with the key and its chain, under an empty password.
  static KeyStore keys(String certificates, String key) throws GeneralSecurityException {
    Certificate[] chain = certificates(certificates).toArray(Certificate[]::new);
    PrivateKey secret = key(key, chain[0].getPublicKey().getAlgorithm());
    if (!belongTogether(secret, chain[0].getPublicKey())) {
      throw new KeyStoreException("the key is another certificate's");
    }
    KeyStore store = empty();
    store.setKeyEntry("agent", secret, new char[0], chain);
    return store;
  }

  static KeyStore trusted(String certificates) throws GeneralSecurityException {
    KeyStore store = empty();
    int n = 0;
    for (Certificate certificate : certificates(certificates)) {
      store.setCertificateEntry("ca-" + n++, certificate);
    }
    return store;
  }

  private static KeyStore empty() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new IllegalStateException("nothing is read", e);
    }
    return store;
  }

  private static Collection<? extends Certificate> certificates(String text)
      throws CertificateException {
    var found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    if (found.isEmpty()) {
      throw new CertificateException("it holds no certificate");
    }
    return found;
  }

  private static PrivateKey key(String text, String algorithm) throws GeneralSecurityException {
    Matcher matcher = KEY.matcher(text);
    if (!matcher.find()) {
      throw new KeyStoreException("key_file holds no private key");
    }
    byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(matcher.group(2));
    } catch (IllegalArgumentException e) {
      throw new KeyStoreException("key_file is damaged", e);
    }
    byte[] pkcs8 =
        switch (matcher.group(1)) {
          case "" -> der;
          case "RSA " -> wrapped(der);
          default ->
              throw new KeyStoreException(
                  "key_file is of the kind \""
                      + matcher.group(1)
                      + "PRIVATE KEY\"; openssl pkcs8 -topk8 -nocrypt makes one that can be read");
        };
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private static byte[] wrapped(byte[] pkcs1) {
    var inner = new ByteArrayOutputStream();
    inner.writeBytes(RSA);
    der(inner, 0x04, pkcs1);
    var outer = new ByteArrayOutputStream();
    der(outer, 0x30, inner.toByteArray());
    return outer.toByteArray();
  }

  private static void der(ByteArrayOutputStream out, int tag, byte[] content) {
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
  }

  private static boolean belongTogether(PrivateKey secret, PublicKey open)
      throws GeneralSecurityException {
    String algorithm =
        switch (open.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> open.getAlgorithm();
        };
    byte[] sample = "agent".getBytes(StandardCharsets.US_ASCII);
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(secret);
    signing.update(sample);
    Signature verifying = Signature.getInstance(algorithm);
    verifying.initVerify(open);
    verifying.update(sample);
    return verifying.verify(signing.sign());
  }
}
