package io.runtimeagent.probe;

/// Hears from the agent that leads that all is well, or that it is not. Nothing is said while it is
/// not known. Must be quick.
public interface Wellness {
  Wellness NOBODY =
      new Wellness() {
        @Override
        public void well() {}

        @Override
        public void failed() {}
      };

  /// At each tick at which all is well.
  void well();

  /// An alert opened.
  void failed();
}
