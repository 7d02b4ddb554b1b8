package io.runtimeagent.ship.azure;

/// A container and the way to ask it.
record AzureSite(BlobAddress address, AzureHttp http) {}
