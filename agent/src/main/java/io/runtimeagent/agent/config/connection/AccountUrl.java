package io.runtimeagent.agent.config.connection;

/// The address of an Azure storage account, as Airflow's provider makes it from host and login.
final class AccountUrl {
  private static final int LONGEST_LABEL = 24;

  private AccountUrl() {}

  /// A host without a dot is taken for something else than an address and replaced by the login's.
  static String of(String host, String login) {
    String written = host.isEmpty() ? login + ".blob.core.windows.net/" : host;
    PythonUrl parts = PythonUrl.split(written.contains("://") ? written : "https://" + written);
    String address =
        parts.authority().contains(".") ? parts.authority() : login + ".blob.core.windows.net";
    String query = parts.query() == null ? "" : "?" + parts.query();
    return parts.scheme() + "://" + shortened(address) + parts.path() + query;
  }

  private static String shortened(String address) {
    int dot = address.indexOf('.');
    String label = dot < 0 ? address : address.substring(0, dot);
    String rest = dot < 0 ? "" : address.substring(dot);
    return label.substring(0, Math.min(label.length(), LONGEST_LABEL)) + rest;
  }

  static String firstLabel(String host) {
    String address = PythonUrl.split(host.contains("://") ? host : "https://" + host).authority();
    return address.contains(".") ? address.substring(0, address.indexOf('.')) : "";
  }
}
