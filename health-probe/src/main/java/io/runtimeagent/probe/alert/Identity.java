package io.runtimeagent.probe.alert;

/// Who sends: the deployment, and what runs in it. Empty where it is not known.
public record Identity(
    String deploymentId, String imageTag, String runtimeVersion, String airflowVersion) {}
