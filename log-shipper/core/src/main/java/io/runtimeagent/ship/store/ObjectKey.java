package io.runtimeagent.ship.store;

/// The literal name of an object in its bucket, container or folder; `#`, `?`, `%`, `+` and all
/// else included.
public record ObjectKey(String value) {

  public ObjectKey {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("An object key is empty.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
