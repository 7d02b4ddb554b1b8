package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.connection.AzureConnection;
import io.runtimeagent.agent.config.connection.GcsConnection;
import io.runtimeagent.agent.config.connection.S3Connection;
import java.nio.file.Path;

/// Where the logs go.
///
/// `keyPrefix` goes literally before a log's path below the log folder: it is empty or ends in `/`,
/// and is never decoded or encoded.
public sealed interface Destination {

  /// The destination as a person would write it, without secrets.
  String url();

  /// What goes before a log's path in its key.
  String keyPrefix();

  record S3(String bucket, String keyPrefix, S3Connection connection) implements Destination {
    @Override
    public String url() {
      return "s3://" + bucket + "/" + keyPrefix;
    }
  }

  record Gcs(String bucket, String keyPrefix, GcsConnection connection) implements Destination {
    @Override
    public String url() {
      return "gs://" + bucket + "/" + keyPrefix;
    }
  }

  record Azure(String container, String keyPrefix, AzureConnection connection)
      implements Destination {
    @Override
    public String url() {
      return "azure://" + connection.account() + "/" + container + "/" + keyPrefix;
    }
  }

  record Folder(Path folder) implements Destination {
    @Override
    public String url() {
      return "file://" + folder;
    }

    @Override
    public String keyPrefix() {
      return "";
    }
  }

  /// Shipping is off; `reason` is a sentence that says why.
  record Off(String reason) implements Destination {
    @Override
    public String url() {
      return "";
    }

    @Override
    public String keyPrefix() {
      return "";
    }
  }
}
