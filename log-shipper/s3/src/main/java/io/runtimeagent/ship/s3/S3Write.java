package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.store.StoredObject;
import io.runtimeagent.ship.store.WriteOutcome;

/// How an attempt to write ended.
sealed interface S3Write {
  record Stored(StoredObject object) implements S3Write {}

  record Failed(S3Verdict verdict) implements S3Write {}

  default WriteOutcome toOutcome() {
    return switch (this) {
      case Stored(StoredObject object) -> new WriteOutcome.Committed(object);
      case Failed(S3Verdict verdict) -> verdict.toWriteOutcome();
    };
  }
}
