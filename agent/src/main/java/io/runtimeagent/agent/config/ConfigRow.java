package io.runtimeagent.agent.config;

/// One line of the listing: a key, the value that holds, fit to be shown, and where it came from.
/// `section` is empty for an environment variable; an empty value is none.
public record ConfigRow(String section, String key, String value, String source) {}
