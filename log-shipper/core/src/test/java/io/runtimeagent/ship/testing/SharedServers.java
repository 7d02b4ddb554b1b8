package io.runtimeagent.ship.testing;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/// Starts the servers of [WithServer] once per JVM; the root store closes them after the last test.
final class SharedServers implements ExecutionCondition, ParameterResolver {
  private static final ExtensionContext.Namespace SERVERS =
      ExtensionContext.Namespace.create(SharedServers.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<WithServer> needed =
        AnnotationSupport.findAnnotation(context.getTestClass(), WithServer.class);
    try {
      needed.ifPresent(
          servers -> {
            for (Class<? extends TestServer> server : servers.value()) {
              shared(context, server);
            }
          });
      return ConditionEvaluationResult.enabled("Its servers run.");
    } catch (TestAbortedException e) {
      return ConditionEvaluationResult.disabled(e.getMessage());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TestServer.class.isAssignableFrom(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return shared(context, parameter.getParameter().getType().asSubclass(TestServer.class));
  }

  private static TestServer shared(ExtensionContext context, Class<? extends TestServer> type) {
    return context
        .getRoot()
        .getStore(SERVERS)
        .computeIfAbsent(type, _ -> start(type), TestServer.class);
  }

  private static TestServer start(Class<? extends TestServer> type) {
    if (type == MinioServer.class) {
      return MinioServer.start();
    }
    if (type == AzuriteServer.class) {
      return AzuriteServer.start();
    }
    return GcsServer.start();
  }
}
