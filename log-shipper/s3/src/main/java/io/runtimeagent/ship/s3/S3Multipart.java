package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.s3.ChecksumUse.Checksum;
import io.runtimeagent.ship.s3.S3Verdict.Kind;
import io.runtimeagent.ship.s3.http.BodyException;
import io.runtimeagent.ship.s3.http.HttpReply;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.RequestListener.Operation;
import io.runtimeagent.ship.store.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes an object in parts: what is stored is copied by the server, what is new is sent, and the
/// last request makes an object of them on a condition.
///
/// Until that request nobody sees anything. When it is not reached, or not answered with success,
/// the parts are thrown away.
final class S3Multipart {
  private static final long MAX_SENT = 128L * 1024 * 1024;
  private static final int MAX_ANSWER = 64 * 1024;
  private static final String ALGORITHM = "x-amz-checksum-algorithm";
  private static final String TYPE = "x-amz-checksum-type";

  private final S3Gateway gateway;
  private final S3Objects objects;
  private final String bucket;

  /// A server may know the checksum of a whole that was sent, but not of one that it copied.
  private final ChecksumUse whenCopying = checksumUse();
  private final ChecksumUse whenSending = checksumUse();

  S3Multipart(S3Gateway gateway, S3Objects objects, String bucket) {
    this.gateway = gateway;
    this.objects = objects;
    this.bucket = bucket;
  }

  private static ChecksumUse checksumUse() {
    return new ChecksumUse(List.of(Checksum.OBJECT, Checksum.BODY, Checksum.NONE));
  }

  /// An object to be made: first a copy of `copied`, where there is one, then `sent`. `condition`
  /// is the header that says what must be there in the end.
  record Plan(
      ObjectKey key,
      List<StoredObject> copied,
      Content sent,
      ObjectRecord record,
      Map.Entry<String, String> condition) {}

  /// The upload that a plan is carried out in.
  private record Upload(Plan plan, Operation operation, String id, Checksum checksum) {
    S3Request part(int number) {
      return S3Request.of(operation, "PUT", plan.key())
          .asking(Map.of("partNumber", Integer.toString(number), "uploadId", id))
          .patient();
    }
  }

  /// A part that is there; `checksum` is empty when the server did not name it.
  private record Part(String tag, String checksum) {}

  /// Ends a plan before its last request.
  private static final class Abandoned extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient S3Verdict verdict;

    Abandoned(S3Verdict verdict) {
      super(verdict.reason());
      this.verdict = verdict;
    }
  }

  S3Write write(Operation operation, Plan plan) {
    ChecksumUse checksums = plan.copied().isEmpty() ? whenSending : whenCopying;
    return checksums.write(checksum -> attempt(operation, plan, checksum));
  }

  private S3Write attempt(Operation operation, Plan plan, Checksum checksum) {
    try {
      Upload upload = new Upload(plan, operation, begin(operation, plan, checksum), checksum);
      S3Write result = fill(upload);
      if (!(result instanceof S3Write.Stored)) {
        abort(plan.key(), upload.id());
      }
      return result;
    } catch (Abandoned e) {
      return new S3Write.Failed(e.verdict);
    }
  }

  private S3Write fill(Upload upload) {
    try {
      var parts = new ArrayList<Part>();
      for (StoredObject base : upload.plan().copied()) {
        copy(upload, base, parts);
      }
      for (Content slice : slices(upload.plan().sent())) {
        parts.add(send(upload, slice, parts.size() + 1));
      }
      return complete(upload, parts);
    } catch (Abandoned e) {
      return new S3Write.Failed(e.verdict);
    }
  }

  private static List<Content> slices(Content content) throws Abandoned {
    try {
      return Slice.cut(content, MAX_SENT);
    } catch (IOException e) {
      throw new Abandoned(S3Faults.judge(new BodyException(e)));
    }
  }

  private String begin(Operation operation, Plan plan, Checksum checksum) throws Abandoned {
    Map<String, String> headers = objects.headers(Optional.of(plan.record()));
    if (checksum == Checksum.OBJECT) {
      headers.put(ALGORITHM, "CRC32C");
      headers.put(TYPE, "FULL_OBJECT");
    }
    S3Request request =
        S3Request.of(operation, "POST", plan.key()).asking(Map.of("uploads", "")).with(headers);
    return fields(gateway.send(request)).text("UploadId").orElseThrow(S3Multipart::unreadable);
  }

  private void copy(Upload upload, StoredObject base, List<Part> parts) throws Abandoned {
    List<CopyRange> ranges = CopyRange.of(base.length());
    for (CopyRange range : ranges) {
      var headers = new HashMap<String, String>();
      headers.put("x-amz-copy-source", S3Encoding.path(bucket + "/" + upload.plan().key()));
      headers.put("x-amz-copy-source-if-match", S3Encoding.quotedTag(base.version()));
      if (ranges.size() > 1) {
        headers.put("x-amz-copy-source-range", range.header());
      }
      S3Xml.Fields copied = fields(gateway.send(upload.part(parts.size() + 1).with(headers)));
      String tag = copied.text("ETag").orElseThrow(S3Multipart::unreadable);
      parts.add(new Part(tag, copied.text("ChecksumCRC32C").orElse("")));
    }
  }

  private Part send(Upload upload, Content content, int number) throws Abandoned {
    String checksum = S3Encoding.checksum(content.crc32c());
    boolean sent = upload.checksum() != Checksum.NONE;
    S3Request request =
        upload
            .part(number)
            .with(sent ? Map.of(S3Objects.CHECKSUM, checksum) : Map.of())
            .sending(S3Objects.body(content));
    try (HttpReply reply = accepted(gateway.send(request))) {
      boolean named = upload.checksum() == Checksum.OBJECT;
      return new Part(S3Encoding.quotedTag(S3Objects.version(reply)), named ? checksum : "");
    } catch (IOException e) {
      throw new Abandoned(S3Faults.judge(e));
    }
  }

  private S3Write complete(Upload upload, List<Part> parts) throws Abandoned {
    Plan plan = upload.plan();
    var headers = new HashMap<String, String>();
    headers.put(plan.condition().getKey(), plan.condition().getValue());
    headers.put("content-type", "application/xml");
    if (upload.checksum() == Checksum.OBJECT) {
      headers.put(S3Objects.CHECKSUM, S3Encoding.checksum(plan.record().crc32c()));
      headers.put(TYPE, "FULL_OBJECT");
    }
    S3Request request =
        S3Request.of(upload.operation(), "POST", plan.key())
            .asking(Map.of("uploadId", upload.id()))
            .with(headers)
            .sending(S3Objects.body(Content.of(list(parts))))
            .patient();
    String tag = fields(gateway.send(request)).text("ETag").orElseThrow(S3Multipart::unreadable);
    return new S3Write.Stored(
        new StoredObject(
            S3Encoding.bareTag(tag), plan.record().length(), Optional.of(plan.record())));
  }

  private static byte[] list(List<Part> parts) {
    var xml = new StringBuilder("<CompleteMultipartUpload>");
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      xml.append("<Part><PartNumber>").append(i + 1).append("</PartNumber><ETag>");
      xml.append(part.tag().replace("\"", "&quot;")).append("</ETag>");
      if (!part.checksum().isEmpty()) {
        xml.append("<ChecksumCRC32C>").append(part.checksum()).append("</ChecksumCRC32C>");
      }
      xml.append("</Part>");
    }
    xml.append("</CompleteMultipartUpload>");
    return xml.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Throws an upload away, as far as that works: what is left is swept later.
  boolean abort(ObjectKey key, String id) {
    S3Request request =
        S3Request.of(Operation.DELETE, "DELETE", key).asking(Map.of("uploadId", id));
    return switch (gateway.send(request)) {
      case S3Answer.Accepted(HttpReply reply) -> {
        reply.close();
        yield true;
      }
      case S3Answer.Failed(_) -> false;
    };
  }

  private static HttpReply accepted(S3Answer answer) throws Abandoned {
    return switch (answer) {
      case S3Answer.Accepted(HttpReply reply) -> reply;
      case S3Answer.Failed(S3Verdict verdict) -> throw new Abandoned(verdict);
    };
  }

  /// The fields of an answer; one that says 200 and means an error counts as that error.
  private static S3Xml.Fields fields(S3Answer answer) throws Abandoned {
    try (HttpReply reply = accepted(answer)) {
      S3Xml.Fields fields =
          new S3Xml().read(reply.body().readNBytes(MAX_ANSWER), (name, entry) -> {});
      if (fields.root().equals("Error")) {
        throw new Abandoned(
            S3Faults.judge(
                S3Error.of(
                    reply.status(),
                    fields.text("Code").orElse(""),
                    fields.text("Message").orElse(""))));
      }
      return fields;
    } catch (IOException e) {
      throw new Abandoned(S3Faults.judge(e));
    }
  }

  private static Abandoned unreadable() {
    return new Abandoned(S3Verdict.of(Kind.IN_DOUBT, "The store's answer makes no sense."));
  }
}
