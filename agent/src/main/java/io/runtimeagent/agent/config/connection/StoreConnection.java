package io.runtimeagent.agent.config.connection;

/// How a store is reached and with whose rights, as an Airflow connection and the agent's own keys
/// say it.
public sealed interface StoreConnection permits S3Connection, GcsConnection, AzureConnection {}
