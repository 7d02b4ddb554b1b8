package io.runtimeagent.agent.config;

import java.net.URI;
import java.util.List;

/// Keys that go beside a store's connection, over what it says itself.
final class StoreSettings {
  private static final String CONNECTION = "from the connection, then the SDK's chain";
  private static final String EMULATORS = "from the connection";

  static final Setting<URI> S3_ENDPOINT_URL =
      Setting.derived(
          "s3_endpoint_url", ValueTypes.url(), CONNECTION, "Where S3, or what speaks it, is.");
  static final Setting<String> S3_REGION =
      Setting.derived(
          "s3_region",
          ValueTypes.matching("a region such as `eu-west-1`", "[A-Za-z0-9-]{1,64}"),
          CONNECTION,
          "The region of the bucket.");
  static final Setting<Boolean> S3_PATH_STYLE =
      Setting.derived(
          "s3_path_style",
          ValueTypes.flag(),
          CONNECTION,
          "`true`: the bucket stands in the path, `false`: in the host name.");
  static final Setting<Sse> S3_SSE =
      Setting.derived(
          "s3_sse",
          ValueTypes.oneOf(Sse.class, Sse::text),
          "`AES256` with `[logging] encrypt_s3_logs`, else the bucket's own setting",
          "The server-side encryption that S3 is asked for.");
  static final Setting<String> S3_KMS_KEY_ID =
      Setting.derived(
          "s3_kms_key_id",
          ValueTypes.matching("the id, ARN or alias of a key", "\\S+"),
          "the account's default key",
          "The key of `s3_sse` `aws:kms`, which it implies.");
  static final Setting<String> S3_STORAGE_CLASS =
      Setting.derived(
          "s3_storage_class",
          ValueTypes.matching(
              "a storage class whose objects can be read at once, such as `STANDARD_IA`",
              "(?!GLACIER$|DEEP_ARCHIVE$)[A-Z0-9_]{1,64}"),
          "the bucket's",
          "The storage class of the objects.");
  static final Setting<URI> GCS_ENDPOINT_URL =
      Setting.derived(
          "gcs_endpoint_url",
          ValueTypes.url(),
          EMULATORS,
          "Where Google Cloud Storage is: emulators, private endpoints.");
  static final Setting<URI> AZURE_ENDPOINT_URL =
      Setting.derived(
          "azure_endpoint_url",
          ValueTypes.url(),
          EMULATORS,
          "Where the storage account is: emulators, private endpoints.");

  static final List<Setting<?>> ALL =
      List.of(
          S3_ENDPOINT_URL,
          S3_REGION,
          S3_PATH_STYLE,
          S3_SSE,
          S3_KMS_KEY_ID,
          S3_STORAGE_CLASS,
          GCS_ENDPOINT_URL,
          AZURE_ENDPOINT_URL);

  private StoreSettings() {}
}
