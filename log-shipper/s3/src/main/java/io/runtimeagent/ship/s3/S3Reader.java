package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.s3.S3Verdict.Kind;
import io.runtimeagent.ship.s3.http.HttpReply;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener.Operation;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoredObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/// Looks at objects and reads them.
final class S3Reader {
  private final S3Gateway gateway;

  S3Reader(S3Gateway gateway) {
    this.gateway = gateway;
  }

  Inspection inspect(ObjectKey key) {
    return switch (gateway.send(S3Request.of(Operation.INSPECT, "HEAD", key))) {
      case S3Answer.Accepted(HttpReply reply) -> present(reply);
      case S3Answer.Failed(S3Verdict verdict) ->
          switch (verdict.status()) {
            case 404 -> absent(verdict);
            case 400, 403 -> explained(key, verdict);
            default -> new Inspection.Failed(verdict.toFailure());
          };
    };
  }

  /// Some servers tell even with HEAD what it is that is absent.
  private static Inspection absent(S3Verdict verdict) {
    return verdict.code().equals("NoSuchBucket")
        ? new Inspection.Failed(verdict.toFailure())
        : new Inspection.Absent();
  }

  private static Inspection present(HttpReply reply) {
    try (reply) {
      long length = Long.parseLong(reply.header("content-length").orElse("-1"));
      return new Inspection.Present(
          new StoredObject(S3Objects.version(reply), length, S3Objects.record(reply)));
    } catch (IOException | IllegalArgumentException e) {
      return new Inspection.Failed(
          S3Faults.judge(new IOException("The answer to HEAD makes no sense.", e)).toFailure());
    }
  }

  /// Answers to HEAD have no body, so the reason for a refusal is asked for by reading one byte.
  private Inspection explained(ObjectKey key, S3Verdict head) {
    S3Request oneByte =
        S3Request.of(Operation.INSPECT, "GET", key).with(Map.of("range", "bytes=0-0"));
    return switch (gateway.send(oneByte)) {
      case S3Answer.Accepted(HttpReply reply) -> {
        reply.close();
        yield new Inspection.Failed(head.toFailure());
      }
      case S3Answer.Failed(S3Verdict verdict) -> explained(verdict);
    };
  }

  private static Inspection explained(S3Verdict verdict) {
    if (verdict.kind() == Kind.ABSENT) {
      return new Inspection.Absent();
    }
    return verdict.code().equals("AccessDenied")
        ? new Inspection.PerhapsAbsent(verdict.reason())
        : new Inspection.Failed(verdict.toFailure());
  }

  /// The object's bytes from `offset` on; the version holds for all of them.
  InputStream read(ObjectKey key, String version, long offset) throws StoreException {
    var headers = new HashMap<String, String>();
    headers.put("if-match", S3Encoding.quotedTag(version));
    if (offset > 0) {
      headers.put("range", "bytes=" + offset + "-");
    }
    return switch (gateway.send(S3Request.of(Operation.READ, "GET", key).with(headers))) {
      case S3Answer.Failed(S3Verdict verdict) -> {
        if (verdict.status() == 416) {
          yield InputStream.nullInputStream();
        }
        throw new StoreException(verdict.toFailure(), null);
      }
      case S3Answer.Accepted(HttpReply reply) -> from(reply, offset);
    };
  }

  private static InputStream from(HttpReply reply, long offset) throws StoreException {
    try {
      if (offset > 0 && reply.status() != 206) {
        reply.body().skipNBytes(offset);
      }
      return new ObjectStream(reply.body());
    } catch (IOException e) {
      reply.close();
      throw new StoreException(S3Faults.judge(e).toFailure(), e);
    }
  }

  /// Says in the store's words what goes wrong on the way.
  private static final class ObjectStream extends FilterInputStream {
    ObjectStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return in.read(target, offset, length);
      } catch (IOException e) {
        throw new StoreException(S3Faults.judge(e).toFailure(), e);
      }
    }
  }
}
