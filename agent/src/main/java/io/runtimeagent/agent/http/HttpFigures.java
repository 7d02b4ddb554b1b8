package io.runtimeagent.agent.http;

/// Hears of what is counted, on the thread on which it happened.
public interface HttpFigures {
  HttpFigures NOOP =
      new HttpFigures() {
        @Override
        public void bindFailed() {}

        @Override
        public void refused(int status) {}
      };

  /// An attempt to listen failed.
  void bindFailed();

  /// A request was answered with a status of 400 or more.
  void refused(int status);
}
