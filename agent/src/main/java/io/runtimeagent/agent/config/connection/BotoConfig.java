package io.runtimeagent.agent.config.connection;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an AWS connection's `config_kwargs` say to boto, as far as it changes what is stored, where
/// and with which rights. What only tunes boto itself has no counterpart here.
record BotoConfig(S3Addressing addressing, @Nullable String region, S3PayloadSigning signing) {
  private static final Set<String> TUNING =
      Set.of(
          "user_agent",
          "user_agent_extra",
          "user_agent_appid",
          "connect_timeout",
          "read_timeout",
          "parameter_validation",
          "max_pool_connections",
          "retries",
          "tcp_keepalive",
          "defaults_mode",
          "inject_host_prefix",
          "endpoint_discovery_enabled",
          "disable_request_compression",
          "request_min_compression_size_bytes",
          "request_checksum_calculation",
          "response_checksum_validation",
          "account_id_endpoint_mode",
          "client_context_params");

  static BotoConfig read(Extras boto) {
    Extras s3 = boto.object("s3");
    boto.understand(TUNING);
    boto.cannot("proxies_config", "Use a proxy that is asked over plain HTTP.");
    boto.cannot("client_cert", "Use an endpoint that asks for no client certificate.");
    refuseIfTrue(boto, "use_dualstack_endpoint", "Set AWS_USE_DUALSTACK_ENDPOINT=true instead.");
    refuseIfTrue(boto, "use_fips_endpoint", "Set AWS_USE_FIPS_ENDPOINT=true instead.");
    refuseIfTrue(s3, "use_accelerate_endpoint", "Leave it out; logs are small.");
    s3.understand(Set.of("us_east_1_regional_endpoint"));
    if (!Set.of("s3v4", "v4").contains(boto.text("signature_version").orElse("s3v4"))) {
      boto.fault("signature_version", "s3v4.");
    }
    BotoConfig config =
        new BotoConfig(
            addressing(s3),
            boto.text("region_name").orElse(null),
            s3.flag("payload_signing_enabled").orElse(false)
                ? S3PayloadSigning.ALWAYS
                : S3PayloadSigning.WHEN_NEEDED);
    boto.refuseUnread("only what botocore's Config takes and the agent can do.");
    s3.refuseUnread("addressing_style: path, virtual or auto.");
    return config;
  }

  private static void refuseIfTrue(Extras fields, String name, String instead) {
    if (fields.flag(name).orElse(false)) {
      fields.cannot(name, instead);
    }
  }

  private static S3Addressing addressing(Extras s3) {
    return switch (s3.text("addressing_style").orElse("auto")) {
      case "path" -> S3Addressing.PATH;
      case "virtual" -> S3Addressing.VIRTUAL_HOST;
      case "auto" -> S3Addressing.AUTO;
      default -> {
        s3.fault("addressing_style", "path, virtual or auto.");
        yield S3Addressing.AUTO;
      }
    };
  }
}
